import type { Locator, Page } from "playwright-core";
import type { OpenContext } from "./browser.ts";
import type { Visitor } from "./visitor.ts";
import type { WebApp } from "./web.ts";

const MOST_STOPS = 120;

/** A page of a browser in which somebody is signed in. */
export async function openAs(open: OpenContext, app: WebApp, visitor: Visitor): Promise<Page> {
  const context = await open();
  const cookies = [...visitor.cookies];
  await context.addCookies(cookies.map(([name, value]) => ({ name, value, url: app.url })));
  return await context.newPage();
}

/** Goes there as somebody without a mouse does. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${target}`);
}

export async function press(page: Page, role: "link" | "button", name: string): Promise<void> {
  await tabTo(page, page.locator("main, nav").getByRole(role, { name, exact: true }).first());
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
}

export async function type(page: Page, label: string, text: string): Promise<void> {
  // Some labels go on to say "optional".
  await tabTo(page, page.getByLabel(new RegExp(`^${label}`)));
  await page.keyboard.type(text);
}
