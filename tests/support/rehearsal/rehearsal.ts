import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { dirname } from "node:path";
import type { Db } from "@/db/client.ts";
import { countDetailsLeft } from "@/db/run_details.ts";
import { countAllUnhandled } from "@/db/strava_events.ts";
import { imports } from "@/db/schema/strava.ts";
import { getUserByEmail } from "@/db/users.ts";
import { openTestDatabase } from "@/tests/support/database.ts";
import { EMAIL, joinAndConnect, pause, until } from "@/tests/support/kills.ts";
import { matchLedger } from "@/tests/support/ledger.ts";
import { subscribeAt } from "@/tests/support/lives.ts";
import { measure } from "@/tests/support/matrix/budget.ts";
import { listProjectFiles, projectFile } from "@/tests/support/project_files.ts";
import { shortRuns } from "@/tests/support/short_runs.ts";
import { readBlock } from "@/tools/deploy/export.ts";
import { buildExport, deployEnv, type Instance, startInstance } from "@/tools/deploy/instance.ts";
import { startMailApi } from "@/tools/deploy/mail_api.ts";
import { DEPLOY_KILLS_AFTER_MS } from "@/tools/deploy/rehearsal.ts";
import { type Simulator, startSimulator } from "@/tools/strava_simulator/mod.ts";
import { createRandom } from "@/tools/strava_simulator/random.ts";
import { startRelay } from "./relay.ts";

const ATHLETE = 7_700_001;
const RUNS = 300;
const PATIENCE_MS = 30_000;
const SETTLED_WITHIN_MS = 300_000;
/** A death may cost the call that was under way. */
const MOST_CALLS = 1.1;

export interface Outcome {
  stops: number;
  longestStopMs: number;
  activities: number;
  events: number;
  calls: number;
  budget: number;
}

/**
 * Two instances as Deno Deploy has them on one libSQL server: no flags, no queue, packages from the cache alone. Each is
 * told to go at moments of chance and has five seconds for it, while a history comes in and changes at Strava. Ends with
 * all here as it is there, or fails.
 */
export async function playRehearsal(stops: number, seed: number): Promise<Outcome> {
  const folder = await Deno.makeTempDir({ prefix: "runnerly-rehearsal-" });
  const { db, url: databaseUrl, close } = await openTestDatabase("server");
  const strava = await startSimulator({ athletes: [shortRuns(ATHLETE, RUNS)] });
  const instances: Instance[] = [];
  try {
    strava.setApp({ limits: "unlimited" });
    strava.addFault({
      name: "harmless",
      match: { path: "^/a" },
      effect: { kind: "slow-headers", ms: 10 },
    });
    await using mailApi = startMailApi();
    await using relay = startRelay(() => instances);
    const env = {
      ...deployEnv(relay.url, databaseUrl, mailApi),
      STRAVA_API_URL: strava.apiUrl,
      STRAVA_OAUTH_URL: strava.oauthUrl,
      STRAVA_CLIENT_ID: strava.clientId,
      STRAVA_CLIENT_SECRET: strava.clientSecret,
    };
    const open = await prepare(folder, env);
    instances.push(open(), open());
    for (const instance of instances) strictEqual(await instance.health(), "200 ok");
    const beganAt = Date.now();
    await subscribeAt({ db, strava }, relay.url, beganAt);
    await joinAndConnect(relay.url, (address) => mailApi.mailTo(address, PATIENCE_MS));
    const longestStopMs = await stopInTurns(instances, open, { strava, stops, seed });
    await until(() => isSettled(db), SETTLED_WITHIN_MS, "something is still waiting");
    return { stops, longestStopMs, ...await judge(db, strava, beganAt) };
  } finally {
    for (const instance of instances) await instance.stop(DEPLOY_KILLS_AFTER_MS);
    await strava.stop();
    await close();
    await Deno.remove(folder, { recursive: true });
  }
}

/** Exports and builds the project; answers how an instance of it is started. */
async function prepare(folder: string, env: Record<string, string>): Promise<() => Instance> {
  for (const path of await listProjectFiles()) {
    await Deno.mkdir(dirname(`${folder}/${path}`), { recursive: true });
    await Deno.copyFile(projectFile(path), `${folder}/${path}`);
  }
  const block = await readBlock(folder);
  await buildExport(folder, block, env);
  return () => startInstance(folder, block.runtime.entrypoint, env);
}

/** Answers how long the slowest took to go. */
async function stopInTurns(
  instances: Instance[],
  open: () => Instance,
  { strava, stops, seed }: { strava: Simulator; stops: number; seed: number },
): Promise<number> {
  const random = createRandom(seed);
  let longest = 0;
  for (let stop = 0; stop < stops; stop++) {
    await pause(random.whole(500, 3_000));
    change(strava, stop);
    const which = random.whole(0, 1);
    const leaving = instances[which];
    const { exitCode, stopMs } = await leaving.stop(DEPLOY_KILLS_AFTER_MS);
    const log = await leaving.log;
    strictEqual(exitCode, 0, log);
    ok(!/\bKV\b|openKv|Uncaught/.test(log), log);
    longest = Math.max(longest, stopMs);
    instances[which] = open();
  }
  return longest;
}

/** What a runner does at Strava: Strava tells of it, whoever is there to hear it. */
function change(strava: Simulator, n: number): void {
  const { id } = strava.activities(ATHLETE)[7 * n % 100];
  if (n % 3 === 0) strava.insertActivity(ATHLETE, { distanceMeters: 400, elevationGainMeters: 0 });
  else if (n % 3 === 1) strava.deleteActivity(id);
  else strava.updateActivity(id, { name: `Edited ${n}`, sportType: "TrailRun" });
}

async function isSettled(db: Db): Promise<boolean> {
  const rows = await db.select().from(imports);
  if (!rows.every(({ state }) => state === "done")) return false;
  const left = [...(await countDetailsLeft(db)).values()].reduce((sum, n) => sum + n, 0);
  return left === 0 && (await countAllUnhandled(db)).n === 0;
}

async function judge(db: Db, strava: Simulator, beganAt: number) {
  await matchLedger(db, strava, ATHLETE);
  for (const row of await db.select().from(imports)) {
    const { seen, added, updated, unchanged, filtered, failed } = row;
    deepStrictEqual(seen, added + updated + unchanged + filtered + failed, "the receipt adds up");
  }
  const userId = (await getUserByEmail(db, EMAIL))?.id ?? "";
  const { calls, budget } = await measure({
    app: { db, strava },
    userId,
    beganAt,
    runsAtFirst: RUNS,
    connections: 1,
  }, Date.now());
  ok(calls <= MOST_CALLS * budget, `${calls} calls for what may take ${budget}`);
  const activities = strava.activities(ATHLETE).length;
  return { activities, events: strava.deliveries().length, calls, budget };
}
