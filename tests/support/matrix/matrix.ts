import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { eq } from "drizzle-orm";
import { getStravaAccount } from "@/db/strava_accounts.ts";
import { runs } from "@/db/schema/runs.ts";
import { imports, runDetails } from "@/db/schema/strava.ts";
import { matchLedger } from "@/tests/support/ledger.ts";
import { userIdOf } from "@/tests/support/history.ts";
import { livesFor, withLivingApp } from "@/tests/support/lives.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { createRandom } from "@/tools/strava_simulator/random.ts";
import { type Cost, measure } from "./budget.ts";
import type { Fault } from "./fault.ts";
import { faults } from "./faults.ts";
import { closeScene, openScene, type Scene } from "./scene.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A new application after so many, so that none grows old. */
const SCENES_OF_AN_APP = 26;

export interface Case {
  name: string;
  faults: Fault[];
  isOther: boolean;
}

export interface Outcome extends Case, Cost {
  activities: number;
  /** That it took to play. */
  seconds: number;
  problem?: string;
}

/** Each fault alone, then so many mixtures: each with both settings of every assumed behaviour. */
export function listCases(mixtures: number): Case[] {
  const alone = faults.map((fault) => ({ name: `${fault.id} ${fault.name}`, faults: [fault] }));
  const mixed = Array.from({ length: mixtures }, (_, seed) => mixture(seed + 1));
  return [...alone, ...mixed].flatMap((each) => [
    { ...each, isOther: false },
    { ...each, isOther: true },
  ]);
}

/** Two to five of all but those that end the connection for good or set the clock. */
function mixture(seed: number): Omit<Case, "isOther"> {
  const random = createRandom(seed);
  const left = faults.filter((fault) => !fault.isFinal && fault.startsAt === undefined);
  const count = random.whole(2, 5);
  const chosen = Array.from(
    { length: count },
    () => left.splice(random.whole(0, left.length - 1), 1)[0],
  );
  chosen.sort((a, b) => faults.indexOf(a) - faults.indexOf(b));
  return { name: `mixture ${seed}: ${chosen.map(({ id }) => id).join(" ")}`, faults: chosen };
}

/** Runs the cases one after the other; tells of each as soon as it is known. */
export async function runCases(cases: Case[], tell: (outcome: Outcome) => void): Promise<void> {
  for (let at = 0; at < cases.length; at += SCENES_OF_AN_APP) {
    const some = cases.slice(at, at + SCENES_OF_AN_APP);
    const simulator = { athletes: [] };
    await withLivingApp({ simulator, timeoutMs: 700, maxAgeMs: 7 * DAY }, async (app) => {
      const { visitor, email } = await newRunner(app);
      const userId = await userIdOf(app, email);
      for (const [i, each] of some.entries()) {
        const place = { athleteId: 7_300_000 + at + i, isOther: each.isOther };
        const startsAt = each.faults.find((fault) => fault.startsAt !== undefined)?.startsAt;
        const scene = await openScene(app, { visitor, userId, ...place, startsAt });
        tell(await runCase(scene, each));
        await closeScene(scene);
      }
    });
  }
}

async function runCase(scene: Scene, each: Case): Promise<Outcome> {
  let problem: string | undefined;
  const began = performance.now();
  try {
    const idle = await play(scene, each.faults);
    // In a mixture one may keep another from being met.
    if (each.faults.length === 1) deepStrictEqual(idle, [], "the fault was met");
    await check(scene, each);
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error);
  }
  const cost = await measure(scene, scene.app.clock.now());
  const activities = await scene.app.db.$count(runs, eq(runs.userId, scene.userId));
  const seconds = (performance.now() - began) / 1000;
  return { ...each, ...cost, activities, seconds, problem };
}

/** Some hours of trouble, with what a runner does meanwhile; then a day without. Answers which of it was not met. */
async function play(scene: Scene, faults: Fault[]): Promise<string[]> {
  const { app, app: { strava } } = scene;
  const armed: { effect: { kind: string }; fired: number }[] = [];
  for (const fault of faults) {
    for (const call of fault.calls ?? []) armed.push(strava.addFault(call));
    for (const event of fault.events ?? []) armed.push(strava.addWebhookFault(event));
    await fault.before?.(scene);
  }
  await scene.connect();
  await livesFor(app, 5 * MINUTE);
  for (const fault of faults) await fault.meanwhile?.(scene);
  change(scene);
  await livesFor(app, 2 * HOUR, { stepMs: 15 * MINUTE });
  for (const fault of faults) await fault.later?.(scene);
  if (!faults.some(({ isFinal }) => isFinal)) change(scene);
  await livesFor(app, 2 * HOUR, { stepMs: 15 * MINUTE });
  strava.clearFaults();
  strava.clearWebhookFaults();
  for (const fault of faults) await fault.end?.(scene);
  const isFinal = faults.some((fault) => fault.isFinal);
  // While the application was switched off nobody could find out who had left.
  await livesFor(app, 3 * HOUR, { stepMs: 15 * MINUTE });
  const account = await getStravaAccount(app.db, scene.userId);
  const widens = faults.some((fault) => fault.widens);
  if (!isFinal && (widens || account?.status !== "connected")) {
    await scene.connect("activity:read_all");
  }
  await livesFor(app, (isFinal ? 8 : 1) * DAY, { stepMs: isFinal ? 6 * HOUR : HOUR });
  return armed.filter(({ fired }) => fired === 0).map(({ effect }) => effect.kind);
}

/** What a runner does at Strava: one more, one edited, one cropped, two deleted, of which Strava tells of one. */
function change({ app: { strava }, athleteId }: Scene): void {
  strava.insertActivity(athleteId, { distanceMeters: 400, elevationGainMeters: 0 });
  const ids = strava.activities(athleteId).map(({ id }) => id);
  strava.updateActivity(ids[2], { name: `Edited ${ids[2]}`, sportType: "TrailRun" });
  strava.updateActivity(ids[5], { distanceMeters: 111, movingSeconds: 33, elapsedSeconds: 40 });
  strava.deleteActivity(ids[9]);
  strava.deleteActivity(ids[17], { event: false });
}

async function check(scene: Scene, each: Case): Promise<void> {
  const { app: { db, strava }, userId, athleteId } = scene;
  for (const row of await db.select().from(imports).where(eq(imports.userId, userId))) {
    const { seen, added, updated, unchanged, filtered, failed } = row;
    strictEqual(seen, added + updated + unchanged + filtered + failed, "the receipt adds up");
  }
  if (each.faults.some(({ isFinal }) => isFinal)) {
    strictEqual(await db.$count(runs, eq(runs.userId, userId)), 0, "all is gone within a week");
  } else {
    await matchLedger(db, strava, athleteId, userId);
    const details = await db.select().from(runDetails).where(eq(runDetails.userId, userId));
    const read = details.filter(({ state, streamState }) =>
      state === "ready" && streamState !== "waiting"
    );
    strictEqual(read.length, strava.ledger(athleteId).runs.count, "every run was read in full");
  }
  const { calls, budget, refused } = await measure(scene, scene.app.clock.now());
  ok(calls <= budget, `${calls} calls are more than ${budget}`);
  const mayBeRefused = each.faults.some(({ refusesForRate }) => refusesForRate);
  ok(mayBeRefused || refused === 0, `${refused} refusals for the rate could be avoided`);
}
