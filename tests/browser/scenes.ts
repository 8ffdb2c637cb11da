import type { Page } from "playwright-core";
import { en as t } from "@/locales/en/mod.ts";
import { mailedLink, newRunner, PASSWORD } from "@/tests/support/runner.ts";
import type { Visitor } from "@/tests/support/visitor.ts";
import type { WebApp } from "@/tests/support/web.ts";

/** A page in one of its states, as somebody would come to see it. */
export interface Scene {
  name: string;
  path: string;
  /** Whose cookies the browser has; nobody's if left out. */
  visitor?: Visitor;
  /** What is typed and pressed there first. */
  act?: (page: Page) => Promise<void>;
  /** What the server answers in the end. */
  status?: number;
}

const submit = async (page: Page) => {
  await page.locator("main form button[type=submit]").first().click();
  await page.waitForLoadState();
};
/** As a browser that does not check fields itself, or a script, would send it. */
export const submitUnchecked = async (page: Page) => {
  await page.locator("main form").first().evaluate((form) => form.setAttribute("novalidate", ""));
  await submit(page);
};

export async function strangerScenes(app: WebApp): Promise<Scene[]> {
  const email = "unconfirmed@example.org";
  await app.visit().post("/sign-up", { email, password: PASSWORD });
  const confirm = await mailedLink(app, email);
  const { email: known } = await newRunner(app);
  await app.visit().post("/forgotten-password", { email: known });
  const reset = await mailedLink(app, known);
  const { email: guessed } = await newRunner(app);
  for (let attempt = 0; attempt < 10; attempt++) {
    await app.visit().post("/sign-in", { email: guessed, password: "wrong" });
  }
  return [
    { name: "landing", path: "/" },
    { name: "privacy", path: "/privacy" },
    { name: "not-found", path: "/nothing/here", status: 404 },
    { name: "sign-in", path: "/sign-in" },
    { name: "sign-in-errors", path: "/sign-in", act: submitUnchecked, status: 422 },
    {
      name: "sign-in-too-often",
      path: "/sign-in",
      act: async (page) => {
        await page.getByLabel(t.accounts.email).fill(guessed);
        await page.getByLabel(t.accounts.password).fill(PASSWORD);
        await submit(page);
      },
      status: 429,
    },
    { name: "sign-up", path: "/sign-up" },
    { name: "sign-up-errors", path: "/sign-up", act: submitUnchecked, status: 422 },
    {
      name: "sign-up-check-mail",
      path: "/sign-up",
      act: async (page) => {
        await page.getByLabel(t.accounts.email).fill("new@example.org");
        await page.getByLabel(t.accounts.password).fill(PASSWORD);
        await submit(page);
      },
    },
    { name: "forgotten-password", path: "/forgotten-password" },
    {
      name: "forgotten-password-errors",
      path: "/forgotten-password",
      act: submitUnchecked,
      status: 422,
    },
    { name: "confirm", path: `${confirm.path}?token=${confirm.token}` },
    { name: "confirm-spent", path: "/confirm-email?token=spent", status: 400 },
    { name: "reset", path: `${reset.path}?token=${reset.token}` },
    {
      name: "reset-errors",
      path: `${reset.path}?token=${reset.token}`,
      act: submitUnchecked,
      status: 422,
    },
    { name: "reset-spent", path: "/reset-password?token=spent", status: 400 },
  ];
}

export async function accountScenes(app: WebApp): Promise<Scene[]> {
  const unconfirmed = app.visit();
  const email = "waiting@example.org";
  await unconfirmed.post("/sign-up", { email, password: PASSWORD });
  await unconfirmed.post("/sign-in", { email, password: PASSWORD });
  const { visitor } = await newRunner(app);
  await visitor.post("/account/email", { email: "moved@example.org", password: PASSWORD });
  const change = await mailedLink(app, "moved@example.org");
  const { visitor: leaving } = await newRunner(app);
  const forms = ["profile", "password", "email", "delete"];
  return [
    { name: "confirm-waiting", path: "/confirm-email", visitor: unconfirmed },
    { name: "dashboard-unconnected", path: "/", visitor },
    { name: "runs-none", path: "/runs", visitor },
    { name: "account", path: "/account", visitor },
    { name: "sessions", path: "/account/sessions", visitor },
    ...forms.map((form) => ({ name: form, path: `/account/${form}`, visitor })),
    ...forms.slice(1).map((form) => ({
      name: `${form}-errors`,
      path: `/account/${form}`,
      visitor,
      act: submitUnchecked,
      status: 422,
    })),
    {
      name: "profile-errors",
      path: "/account/profile",
      visitor,
      act: async (page) => {
        await page.getByLabel(t.profile.birthYear).fill("1066");
        await submitUnchecked(page);
      },
      status: 422,
    },
    { name: "profile-saved", path: "/account/profile", visitor, act: submit },
    {
      name: "goodbye",
      path: "/account/delete",
      visitor: leaving,
      act: async (page) => {
        await page.getByLabel(t.accounts.currentPassword).fill(PASSWORD);
        await submit(page);
        await page.getByRole("heading", { name: t.accounts.remove.doneTitle }).waitFor();
      },
    },
    { name: "email-asked", path: "/account/email?asked=1", visitor },
    { name: "change-email", path: `${change.path}?token=${change.token}`, visitor },
    { name: "change-email-spent", path: "/change-email?token=spent", visitor, status: 400 },
    { name: "strava-consent", path: "/strava/connect", visitor },
    { name: "strava-refused", path: "/strava/callback?state=x&code=1", visitor, status: 400 },
  ];
}
