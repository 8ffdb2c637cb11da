import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client.ts";
import { getLatestImport } from "@/db/imports.ts";
import { jobs } from "@/db/schema/jobs.ts";
import { imports, stravaAccounts } from "@/db/schema/strava.ts";
import { beginImport, IMPORT_JOB } from "@/domain/strava/begin_import.ts";
import { withDatabases } from "@/tests/support/database.ts";
import { connectRunner, pause, until } from "@/tests/support/kills.ts";
import { lastImport, matchLedger, receiptOf } from "@/tests/support/ledger.ts";
import { serverEnvironment, startServer } from "@/tests/support/server.ts";
import { startMailbox } from "@/tools/mailbox/mailbox.ts";
import {
  demoAthleteId,
  demoRunner,
  type Simulator,
  startSimulator,
} from "@/tools/strava_simulator/mod.ts";
import { createRandom } from "@/tools/strava_simulator/random.ts";

const KILLS = 20;
/** An import takes longer, so that several kills hit the same one; a page takes less, or its job would be buried. */
const LONGEST_WORK_MS = 1_100;
const BEGUN_WITHIN_MS = 20_000;
const DONE_WITHIN_MS = 60_000;
const LIST = { path: "^/athlete/activities$" };

withDatabases(
  "a server killed at 20 moments of its imports brings in every activity exactly once",
  async ({ kind, db, url }) => {
    const folder = await Deno.makeTempDir({ prefix: "runnerly-kill-" });
    const mailbox = await startMailbox();
    const strava = await startSimulator({ athletes: [demoRunner()] });
    try {
      strava.setApp({ limits: "unlimited" });
      // Slower, and more pages: so that the blows land within.
      strava.setBehaviour({ shortPageEvery: 2 });
      strava.addFault({ match: LIST, effect: { kind: "slow-headers", ms: 150 } });
      const env = serverEnvironment({ databaseUrl: url, folder, mailbox, strava });
      await connectRunner(env, mailbox);
      const landed = await killAgainAndAgain(db, env, createRandom(kind === "file" ? 20 : 21));
      ok(landed >= KILLS, `only ${landed} kills landed within an import`);
      strava.clearFaults();
      await finish(db, env);
      await assertWhole(db, strava);
    } finally {
      await strava.stop();
      await mailbox.stop();
      await Deno.remove(folder, { recursive: true });
    }
  },
);

/** Answers how many of the kills hit a server that had begun to import and was not done. */
async function killAgainAndAgain(
  db: Db,
  env: Record<string, string>,
  random: { whole(low: number, high: number): number },
): Promise<number> {
  let landed = 0;
  for (let kill = 1; landed < KILLS && kill <= 2 * KILLS; kill++) {
    if (await isDone(db)) await importAnew(db);
    const before = await importLease(db);
    const hasBegun = async () => ![null, before].includes(await importLease(db));
    const server = startServer(env);
    try {
      await until(hasBegun, BEGUN_WITHIN_MS, "the import does not begin");
      await pause(random.whole(0, LONGEST_WORK_MS));
    } finally {
      await server.kill();
    }
    if (!await isDone(db)) landed++;
  }
  return landed;
}

/** Each step has a lease of its own; the dead leave theirs behind until another process takes the job. */
async function importLease(db: Db): Promise<string | null> {
  const leases = await db.select({ token: jobs.leaseToken }).from(jobs)
    .where(and(eq(jobs.kind, IMPORT_JOB), eq(jobs.state, "running")));
  return leases.at(0)?.token ?? null;
}

async function finish(db: Db, env: Record<string, string>): Promise<void> {
  const server = startServer(env);
  try {
    await until(() => isDone(db), DONE_WITHIN_MS, "the import does not end");
    strictEqual(await server.stop(), 0);
  } finally {
    await server.kill();
  }
}

async function isDone(db: Db): Promise<boolean> {
  const latest = await getLatestImport(db, await userId(db));
  ok(latest && latest.state !== "failed", latest?.problem ?? "there is no import");
  return latest.state === "done";
}

async function importAnew(db: Db): Promise<void> {
  const runner = await userId(db);
  await db.transaction((tx) => beginImport(tx, runner, Date.now()));
}

async function userId(db: Db): Promise<string> {
  const [account] = await db.select().from(stravaAccounts);
  return account.userId;
}

async function assertWhole(db: Db, strava: Simulator): Promise<void> {
  await matchLedger(db, strava, demoAthleteId);
  const seen = strava.activities(demoAthleteId).length;
  await lastImport(db);
  const [first, ...others] = (await db.select().from(imports)).sort((a, b) =>
    a.createdAt - b.createdAt
  ).map(receiptOf);
  const nothing = { added: 0, updated: 0, unchanged: 0, filtered: 0, failed: 0 };
  deepStrictEqual(first, { ...nothing, seen, added: seen });
  for (const receipt of others) deepStrictEqual(receipt, { ...nothing, seen, unchanged: seen });
  const work = await db.select().from(jobs).where(eq(jobs.kind, IMPORT_JOB));
  deepStrictEqual(new Set(work.map(({ state }) => state)), new Set(["done"]));
}
