import type { Page } from "playwright-core";
import { jobs } from "@/db/schema/jobs.ts";
import { en as t } from "@/locales/en/mod.ts";
import { mailedLink, newRunner, PASSWORD } from "@/tests/support/runner.ts";
import { connectStrava } from "@/tests/support/strava.ts";
import type { Visitor } from "@/tests/support/visitor.ts";
import type { WebApp } from "@/tests/support/web.ts";
import { demoAthleteId, edgeCaseAthleteId } from "@/tools/strava_simulator/mod.ts";

const NOBODY = 9_100_002;
const LIST = { path: "^/athlete/activities$" };

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
const submitUnchecked = async (page: Page) => {
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
  return [
    { name: "landing", path: "/" },
    { name: "privacy", path: "/privacy" },
    { name: "not-found", path: "/nothing/here", status: 404 },
    { name: "sign-in", path: "/sign-in" },
    { name: "sign-in-errors", path: "/sign-in", act: submitUnchecked, status: 422 },
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
    { name: "email-asked", path: "/account/email?asked=1", visitor },
    { name: "strava-consent", path: "/strava/connect", visitor },
    { name: "strava-refused", path: "/strava/callback?state=x&code=1", visitor, status: 400 },
  ];
}

/** Every state of an import, each with a runner of its own. */
export async function importScenes(app: WebApp): Promise<Scene[]> {
  const { strava } = app;
  const connected = async (athleteId: number, path = "/account/strava") => {
    const { visitor } = await newRunner(app);
    await connectStrava(visitor, { athleteId });
    return { visitor, path };
  };
  const failing = async (athleteId: number, name: string, effect: unknown) => {
    const scene = await connected(athleteId);
    strava.addFault({ match: LIST, effect: effect as never });
    await app.drain();
    strava.clearFaults();
    return { name, ...scene };
  };
  strava.updateActivity("6100000001", { extra: { distance: "far" } });
  const done = await connected(edgeCaseAthleteId);
  await app.drain();
  const reconnect = await failing(NOBODY + 10, "strava-reconnect", { kind: "revoke" });
  const failed = await connected(NOBODY + 11);
  await app.db.update(jobs).set({ maxAttempts: 1 });
  strava.addFault({ match: LIST, effect: { kind: "server-error" } });
  await app.drain();
  strava.clearFaults();
  const waiting = await connected(NOBODY + 12);
  const scenes: Scene[] = [
    { name: "strava-done", ...done },
    { name: "dashboard-edge", ...done, path: "/" },
    { name: "runs-edge", ...done, path: "/runs?sport=all" },
    reconnect,
    { name: "dashboard-reconnect", ...reconnect, path: "/" },
    { name: "strava-failed", ...failed },
    { name: "dashboard-failed", ...failed, path: "/" },
    { name: "strava-waiting", ...waiting },
    { name: "dashboard-waiting", ...waiting, path: "/" },
  ];
  return scenes;
}

/** A whole history, and an import that waits in the middle of another one. */
export async function historyScenes(app: WebApp): Promise<Scene[]> {
  const { visitor } = await newRunner(app);
  await connectStrava(visitor, { athleteId: demoAthleteId });
  await app.drain();
  const { location } = await visitor.post("/strava/connect");
  const state = new URL(location ?? "").searchParams.get("state");
  app.clock.advance(60_000);
  await visitor.post("/account/strava/import");
  app.strava.addFault({ match: { ...LIST, nth: 3 }, effect: { kind: "rate-limit" } });
  await app.drain();
  const list = await visitor.get("/runs");
  const [, run] = list.text.match(/href="(\/runs\/[\w-]+)"/) ?? [];
  const rides = await visitor.get("/runs?sport=all&q=Renforcement");
  const [, indoors = run] = rides.text.match(/href="(\/runs\/[\w-]+)"/) ?? [];
  return [
    { name: "dashboard", path: "/", visitor },
    { name: "runs", path: "/runs", visitor },
    { name: "runs-all", path: "/runs?sport=all&sort=longest", visitor },
    { name: "runs-filter-errors", path: "/runs?min=many&from=2026-99-99", visitor, status: 422 },
    { name: "runs-no-match", path: "/runs?q=zzzz", visitor },
    { name: "run", path: run, visitor },
    { name: "run-without-route", path: indoors, visitor },
    { name: "run-not-found", path: "/runs/nothing", visitor, status: 404 },
    { name: "strava-paused", path: "/account/strava", visitor },
    {
      name: "strava-denied",
      path: `/strava/callback?state=${state}&error=access_denied`,
      visitor,
      status: 403,
    },
  ];
}
