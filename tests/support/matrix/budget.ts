import { and, eq, gte } from "drizzle-orm";
import { getStravaAccount } from "@/db/strava_accounts.ts";
import { purges, runDetails, tombstones } from "@/db/schema/strava.ts";
import type { Scene } from "./scene.ts";

export interface Cost {
  calls: number;
  budget: number;
  /** Refusals for the rate that no fault asked for. */
  refused: number;
}

/** What was played, and for whom. */
type Played = Pick<Scene, "userId" | "beganAt" | "runsAtFirst" | "connections"> & {
  app: Pick<Scene["app"], "db" | "strava">;
};

const HOUR = 3_600_000;
/** Whatever was read, the list is read again after three hours. */
const READ_EVERY_MS = 3 * HOUR;

/** What a list of up to 60 costs: its page, that of its last second, and the empty one that is its end. */
const A_READING = 3;
/** Samples that come late are asked for so often. */
const LATE = 4;
/** A call that a fault spoiled is made again, and what the worker does at once, four, meets the end of a rest together. */
const AT_ONCE = 4;

/**
 * What a scene may cost. Each reading that was due its list; each run its page and its samples, and both again when it
 * was edited. One look at each activity that Strava told of, three at each that is gone, and those twice where they
 * vanish while pages are read. Besides that what the faults spoiled.
 */
export async function measure(scene: Played, now: number): Promise<Cost> {
  const { app: { strava } } = scene;
  const api = strava.journal().filter(({ family, path }) =>
    family === "api" && !path.startsWith("/push_")
  );
  const spoiled = api.filter(({ faults }) => faults.some((name) => name !== "harmless")).length;
  const rest = api.filter(({ status }) => status === 403 || status === 429).length;
  const refused = api.filter(({ status, faults }) => status === 429 && faults.length === 0).length;
  const known = await countKnown(scene);
  const told = new Set(strava.deliveries().map(({ event }) => event.object_id)).size;
  // Of an account that is gone nothing is left to count.
  const runs = Math.max(known.run_details, scene.runsAtFirst);
  const played = (known.goneAt ?? now) - scene.beganAt;
  const readings = scene.connections + Math.ceil(played / READ_EVERY_MS);
  const budget = A_READING * readings + 2 * (runs + told) + 2 * LATE + told +
    3 * known.tombstones + spoiled + rest + AT_ONCE;
  return { calls: api.length, budget, refused };
}

/** What is here of this scene, what a purge took away, and when it did for good. */
async function countKnown({ app: { db }, userId, beganAt }: Played) {
  const gone = await db.select().from(purges)
    .where(and(eq(purges.userId, userId), gte(purges.finishedAt, beganAt)))
    .orderBy(purges.finishedAt);
  const purged = (table: string) => gone.reduce((sum, { rows }) => sum + (rows[table] ?? 0), 0);
  const isHere = await getStravaAccount(db, userId);
  return {
    goneAt: isHere ? undefined : gone.at(-1)?.finishedAt,
    run_details: await db.$count(runDetails, eq(runDetails.userId, userId)) + purged("run_details"),
    tombstones: await db.$count(tombstones, eq(tombstones.userId, userId)) + purged("tombstones"),
  };
}
