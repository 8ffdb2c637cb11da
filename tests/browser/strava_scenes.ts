import { eq } from "drizzle-orm";
import { users } from "@/db/schema/accounts.ts";
import { jobs } from "@/db/schema/jobs.ts";
import { en as t } from "@/locales/en/mod.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { connectStrava } from "@/tests/support/strava.ts";
import type { WebApp } from "@/tests/support/web.ts";
import type { FaultInput } from "@/tools/strava_simulator/faults/rule.ts";
import {
  demoAthleteId,
  edgeCaseAthleteId,
  newRunner as newAthlete,
} from "@/tools/strava_simulator/mod.ts";
import type { Scene } from "./scenes.ts";

const NOBODY = 9_100_020;
const LIST = { path: "^/athlete/activities$" };

/** Athletes for `importScenes`, besides the one whose activities are all odd. */
export const plainAthletes = Array.from(
  { length: 5 },
  (_, i) => newAthlete({ id: NOBODY + i, firstName: `Sam ${i}` }),
);

/** Every state of an import, each with a runner of its own. */
export async function importScenes(app: WebApp): Promise<Scene[]> {
  const { strava } = app;
  strava.updateActivity("6100000001", { extra: { distance: "far" } });
  strava.insertActivity(NOBODY + 3);
  const done = await connected(app, edgeCaseAthleteId);
  const leaving = await connected(app, NOBODY + 4);
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
    { name: "doubles", ...done, path: "/runs/doubles" },
    { name: "strava-disconnect", ...done, path: "/account/strava/disconnect" },
    { name: "strava-reconnect", ...reconnect },
    { name: "dashboard-reconnect", ...reconnect, path: "/" },
    { name: "strava-failed", ...failed },
    { name: "dashboard-failed", ...failed, path: "/" },
    { name: "strava-running", ...running },
    { name: "dashboard-running", ...running, path: "/" },
    { name: "strava-waiting", ...waiting },
    { name: "dashboard-waiting", ...waiting, path: "/" },
    { name: "runs-waiting", ...waiting, path: "/runs" },
    {
      name: "strava-disconnected",
      ...leaving,
      act: async (page) => {
        await page.getByRole("link", { name: t.strava.disconnect.ask }).click();
        await page.getByRole("button", { name: t.strava.disconnect.submit }).click();
        await page.getByRole("heading", { name: t.strava.disconnect.doneTitle }).waitFor();
      },
    },
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
  const [, indoors = run] = rides.text.match(/href="(\/runs\/[\w-]+)[?"]/) ?? [];
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
    { name: "runs-trail", path: "/runs?sport=TrailRun", visitor },
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
