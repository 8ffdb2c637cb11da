import type { Page } from "playwright-core";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema/accounts.ts";
import { jobs } from "@/db/schema/jobs.ts";
import { en as t } from "@/locales/en/mod.ts";
import { mailedLink, newRunner, PASSWORD } from "@/tests/support/runner.ts";
import { connectStrava } from "@/tests/support/strava.ts";
import type { Visitor } from "@/tests/support/visitor.ts";
import type { WebApp } from "@/tests/support/web.ts";
import type { FaultInput } from "@/tools/strava_simulator/faults/rule.ts";
import {
  demoAthleteId,
  edgeCaseAthleteId,
  newRunner as newAthlete,
} from "@/tools/strava_simulator/mod.ts";

const NOBODY = 9_100_020;
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

/** Athletes for `importScenes`, besides the one whose activities are all odd. */
export const plainAthletes = [NOBODY, NOBODY + 1, NOBODY + 2, NOBODY + 3].map((id) =>
  newAthlete({ id, firstName: `Sam ${id}` })
);

/** Every state of an import, each with a runner of its own. */
export async function importScenes(app: WebApp): Promise<Scene[]> {
  const { strava } = app;
  strava.updateActivity("6100000001", { extra: { distance: "far" } });
  strava.insertActivity(NOBODY + 3);
  const done = await connected(app, edgeCaseAthleteId);
  await app.drain();
  const reconnect = await connected(app, NOBODY);
  await drainWith(app, { match: LIST, effect: { kind: "revoke" } });
  const failed = await connected(app, NOBODY + 1);
  await app.db.update(jobs).set({ maxAttempts: 1 });
  await drainWith(app, { match: LIST, effect: { kind: "server-error" } });
  const running = await connected(app, NOBODY + 3);
  await drainWith(app, { match: { ...LIST, nth: 2 }, effect: { kind: "server-error" } });
  const waiting = await connected(app, NOBODY + 2);
  const broken = await newRunner(app);
  await app.db.update(users).set({ timeZone: "Nowhere" }).where(eq(users.email, broken.email));
  return [
    { name: "strava-done", ...done },
    { name: "dashboard-edge", ...done, path: "/" },
    { name: "runs-edge", ...done, path: "/runs?sport=all" },
    { name: "strava-reconnect", ...reconnect },
    { name: "dashboard-reconnect", ...reconnect, path: "/" },
    { name: "strava-failed", ...failed },
    { name: "dashboard-failed", ...failed, path: "/" },
    { name: "strava-running", ...running },
    { name: "dashboard-running", ...running, path: "/" },
    { name: "strava-waiting", ...waiting },
    { name: "dashboard-waiting", ...waiting, path: "/" },
    { name: "broken", path: "/", visitor: broken.visitor, status: 500 },
  ];
}

async function connected(app: WebApp, athleteId: number) {
  const { visitor } = await newRunner(app);
  await connectStrava(visitor, { athleteId });
  return { visitor, path: "/account/strava" };
}

async function drainWith(app: WebApp, fault: FaultInput): Promise<void> {
  app.strava.addFault(fault);
  await app.drain();
  app.strava.clearFaults();
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
    {
      name: "runs-filter-errors",
      path: "/runs?min=many&from=2026-05-02&to=2026-05-01",
      visitor,
      status: 422,
    },
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
