import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import type { Page } from "playwright-core";
import { browserTest } from "@/tests/support/browser.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { connectStrava } from "@/tests/support/strava.ts";
import { withWebApp } from "@/tests/support/web.ts";
import { edgeCaseAthlete } from "@/tools/strava_simulator/mod.ts";

const STRANGERS = ["/", "/sign-up", "/sign-in"];
const RUNNERS = ["/", "/runs", "/account", "/account/profile", "/account/strava"];

browserTest(
  "Tab reaches everything that can be used, in order, and shows where it is",
  (open) =>
    withWebApp({ athletes: [edgeCaseAthlete()] }, async (app) => {
      const { visitor } = await newRunner(app);
      await connectStrava(visitor);
      await app.drain();
      const context = await open();
      const page = await context.newPage();
      for (const path of STRANGERS) await walkByTab(page, app.url + path);
      for (const [name, value] of visitor.cookies) {
        await context.addCookies([{ name, value, url: app.url }]);
      }
      for (const path of RUNNERS) await walkByTab(page, app.url + path);
    }),
);

browserTest(
  "the skip link is the first stop, is seen there, and leads past the navigation",
  (open) =>
    withWebApp({}, async ({ url }) => {
      const page = await (await open()).newPage();
      await page.goto(`${url}/sign-in`);
      await page.keyboard.press("Tab");
      const skip = page.locator(".skip-link");
      ok(await skip.evaluate((link) => link === document.activeElement));
      const box = await skip.boundingBox();
      ok(box && box.y >= 0 && box.x >= 0 && box.height > 20, JSON.stringify(box));
      await page.keyboard.press("Enter");
      strictEqual(await page.evaluate(() => document.activeElement?.id), "main");
      await page.keyboard.press("Tab");
      ok(await page.evaluate(() => document.activeElement?.closest("main") !== null));
    }),
);

browserTest(
  "a form is filled in, refused and corrected by the keyboard alone",
  (open) =>
    withWebApp({}, async (app) => {
      const { email } = await newRunner(app);
      const page = await (await open()).newPage();
      await page.goto(`${app.url}/sign-in`);
      await page.locator("[name=email]").focus();
      await page.keyboard.type(email);
      await page.keyboard.press("Tab");
      await page.keyboard.type("not my password");
      await page.keyboard.press("Enter");
      await page.locator(".error-summary").waitFor();
      const field = page.locator("[name=password]");
      strictEqual(await field.getAttribute("aria-invalid"), "true");
      const described = (await field.getAttribute("aria-describedby") ?? "").split(" ");
      const notes = await Promise.all(described.map((id) => page.locator(`#${id}`).innerText()));
      ok(notes.some((note) => note.length > 10), "the field says what is wrong with it");
      strictEqual(await page.locator("[name=email]").inputValue(), email, "nothing typed is lost");
    }),
);

/** Presses Tab from the top until the page ends. */
async function walkByTab(page: Page, address: string): Promise<void> {
  // Islands may add to what is there.
  await page.goto(address, { waitUntil: "networkidle" });
  await page.evaluate(numberStops);
  const wanted = await page.locator("[data-stop]").count();
  const reached: number[] = [];
  while (reached.length < wanted) {
    await page.keyboard.press("Tab");
    const { stop, shown, text } = await page.evaluate(readStop);
    ok(shown, `${address}: the focus is not seen on "${text}"`);
    // A date has a stop for its day, its month, its year and its calendar.
    if (stop !== reached.at(-1) || !text.includes('type="date"')) reached.push(stop);
  }
  deepStrictEqual(reached, Array.from({ length: wanted }, (_, i) => i), address);
}

/** In the page: numbers everything that can be used, in the order of the page. */
function numberStops(): void {
  const usable = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const stops = [...document.querySelectorAll<HTMLElement>(usable)].filter((element) =>
    element.tabIndex >= 0 && !element.matches(":disabled") &&
    element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })
  );
  stops.forEach((element, i) => element.dataset.stop = String(i));
}

/** In the page: where the focus is, and whether somebody sees it there. */
function readStop(): { stop: number; shown: boolean; text: string } {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement)) return { stop: -1, shown: false, text: "nothing" };
  // A link that is a whole row draws its outline around the row.
  const outlined = [undefined, "::after"].some((part) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element, part);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 1 || boxShadow !== "none";
  });
  const box = element.getBoundingClientRect();
  const inView = box.bottom > 0 && box.top < innerHeight && box.width > 0;
  return {
    stop: Number(element.dataset.stop ?? -1),
    shown: outlined && inView,
    text: element.outerHTML.slice(0, 120),
  };
}
