import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { and, eq, isNull, ne, or } from "drizzle-orm";
import type { Db } from "@/db/client.ts";
import { runs } from "@/db/schema/runs.ts";
import { imports, runDetails } from "@/db/schema/strava.ts";
import { openTestDatabase } from "@/tests/support/database.ts";
import { connectRunner, pause, until } from "@/tests/support/kills.ts";
import { matchLedger, receiptOf } from "@/tests/support/ledger.ts";
import { serverEnvironment, startServer } from "@/tests/support/server.ts";
import { shortRuns } from "@/tests/support/short_runs.ts";
import { hasSqld } from "@/tools/sqld.ts";
import { startMailbox } from "@/tools/mailbox/mailbox.ts";
import { startSimulator } from "@/tools/strava_simulator/mod.ts";
import { createRandom } from "@/tools/strava_simulator/random.ts";

const ATHLETE = 7_500_001;
const RUNS = 420;
const KILLS = 50;
const DONE_WITHIN_MS = 90_000;
/** Above what it costs when nobody dies. */
const MOST_CALLS = 1.1;

Deno.test({
  name: "two servers on one database, killed 50 times, read each run once and little of it twice",
  ignore: !hasSqld(),
  async fn() {
    const { db, url, close } = await openTestDatabase("server");
    const folder = await Deno.makeTempDir({ prefix: "runnerly-two-" });
    const mailbox = await startMailbox();
    const strava = await startSimulator({ athletes: [shortRuns(ATHLETE, RUNS)] });
    try {
      strava.setApp({ limits: "unlimited" });
      // Slower: so that blows land within.
      strava.addFault({
        match: { path: "^/athlete/activities$" },
        effect: { kind: "slow-headers", ms: 700 },
      });
      strava.addFault({
        match: { path: "^/activities/" },
        effect: { kind: "slow-headers", ms: 10 },
      });
      const env = serverEnvironment({ databaseUrl: url, folder, mailbox, strava });
      const other = serverEnvironment({ databaseUrl: url, folder, mailbox, strava });
      await connectRunner(env, mailbox);
      const both = [
        env,
        { ...other, SEALING_KEYS: env.SEALING_KEYS, KV_PATH: `${folder}/other.db` },
      ];
      await killInTurns(db, both);
      await matchLedger(db, strava, ATHLETE);
      const rows = await db.select().from(imports);
      const { pages } = rows[0];
      const seen = strava.activities(ATHLETE).length;
      const whole = { seen, added: seen, updated: 0, unchanged: 0, filtered: 0, failed: 0 };
      deepStrictEqual(rows.map(receiptOf), [whole]);
      const ideal = pages + await detailsCalls(db);
      const calls = strava.journal().filter(({ family }) => family === "api").length;
      console.info(`${calls} calls, ${ideal} without a death, ${pages} of them for the list`);
      ok(calls <= MOST_CALLS * ideal, `${calls} calls for what takes ${ideal}`);
    } finally {
      await strava.stop();
      await mailbox.stop();
      await close();
      await Deno.remove(folder, { recursive: true });
    }
  },
});

/** Both at work all the time, but for the one that has just been killed and starts again. */
async function killInTurns(db: Db, environments: Record<string, string>[]): Promise<void> {
  const random = createRandom(50);
  const servers = environments.map(startServer);
  try {
    for (let kill = 1; kill <= KILLS; kill++) {
      await pause(random.whole(300, 1_500));
      ok(await left(db) > 0, `all is read after ${kill - 1} kills`);
      const which = random.whole(0, 1);
      await servers[which].kill();
      servers[which] = startServer(environments[which]);
    }
    await until(async () => await left(db) === 0, DONE_WITHIN_MS, "the reading does not end");
    strictEqual(await servers[0].stop(), 0);
    strictEqual(await servers[1].stop(), 0);
  } finally {
    for (const server of servers) await server.kill();
  }
}

/** Runs whose own page or samples are still to be read; all of them, while the list is. */
async function left(db: Db): Promise<number> {
  const [latest] = await db.select().from(imports);
  if (latest.state !== "done") return Infinity;
  const rows = await db.select({ id: runs.id }).from(runs)
    .leftJoin(runDetails, eq(runDetails.runId, runs.id))
    .where(and(
      eq(runs.isRun, true),
      or(
        isNull(runDetails.state),
        ne(runDetails.state, "ready"),
        eq(runDetails.streamState, "waiting"),
      ),
    ));
  return rows.length;
}

/** A page for each run, and samples for all but those that were typed in. */
async function detailsCalls(db: Db): Promise<number> {
  const all = await db.select({ typedIn: runs.typedIn }).from(runs).where(eq(runs.isRun, true));
  return all.length + all.filter(({ typedIn }) => !typedIn).length;
}
