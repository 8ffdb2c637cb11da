import { and, eq, isNotNull, max, min, sql } from "drizzle-orm";
import type { Db } from "@/db/client.ts";
import { runs } from "@/db/schema/runs.ts";
import { runDetails } from "@/db/schema/strava.ts";

interface Freshness {
  /** When the row was read that was not read again for longest. */
  oldestAt: number;
  /** When the first row and the last have to be gone or read again; null where they may stay. */
  firstExpiresAt: number | null;
  lastExpiresAt: number | null;
}

/** How old what came from Strava is; undefined when nothing is here. */
export async function readFreshness(db: Db, userId: string): Promise<Freshness | undefined> {
  const ages = [
    await db.select({
      oldest: min(runs.fetchedAt),
      first: min(runs.expiresAt),
      last: max(runs.expiresAt),
    }).from(runs).where(and(eq(runs.userId, userId), eq(runs.source, "strava"))).get(),
    await db.select({
      oldest: min(runDetails.fetchedAt),
      first: min(runDetails.expiresAt),
      last: max(runDetails.expiresAt),
    }).from(runDetails).where(eq(runDetails.userId, userId)).get(),
  ];
  const known = (key: "oldest" | "first" | "last") =>
    ages.map((age) => age?.[key]).filter((at) => typeof at === "number");
  if (known("oldest").length === 0) return undefined;
  const [first, last] = [known("first"), known("last")];
  return {
    oldestAt: Math.min(...known("oldest")),
    firstExpiresAt: first.length === 0 ? null : Math.min(...first),
    lastExpiresAt: last.length === 0 ? null : Math.max(...last),
  };
}

/** Lets nothing of Strava's stay longer than now set, counted from when it was read: the setting may have changed since. */
export async function limitExpiry(db: Db, maxAgeMs: number | null): Promise<void> {
  for (const table of [runs, runDetails]) {
    const ofStrava = table === runs ? eq(runs.source, "strava") : undefined;
    const { expiresAt, fetchedAt } = table;
    if (maxAgeMs === null) {
      await db.update(table).set({ expiresAt: null }).where(and(ofStrava, isNotNull(expiresAt)));
      continue;
    }
    const at = sql`${fetchedAt} + ${maxAgeMs}`;
    const isLonger = sql`(${expiresAt} is null or ${expiresAt} > ${at})`;
    await db.update(table).set({ expiresAt: at })
      .where(and(ofStrava, isNotNull(fetchedAt), isLonger));
  }
}
