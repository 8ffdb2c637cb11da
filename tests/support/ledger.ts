import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client.ts";
import { readDashboard } from "@/db/dashboard.ts";
import { runs } from "@/db/schema/runs.ts";
import { imports, stravaAccounts } from "@/db/schema/strava.ts";
import { sumWeeks } from "@/domain/runs/dashboard.ts";
import { addDays } from "@/domain/training/weeks.ts";
import type { Simulator } from "@/tools/strava_simulator/mod.ts";

export type ImportRow = typeof imports.$inferSelect;

/** Every activity of the simulator's athlete is in the table exactly once, to the metre and the second. */
export async function matchLedger(
  db: Db,
  strava: Pick<Simulator, "ledger">,
  athleteId: number,
  userId?: string,
): Promise<void> {
  const rows = await db.select().from(runs).where(userId ? eq(runs.userId, userId) : undefined);
  const { activities, runs: totals } = strava.ledger(athleteId);
  const found = rows.map((row) => ({
    id: row.externalId,
    name: row.title,
    sportType: row.sport,
    isRun: row.isRun,
    // A hidden start is shown as midnight.
    startAt: row.localTime === null ? "hidden" : new Date(row.startedAt).toISOString(),
    date: row.localDate,
    visibility: row.visibility,
    distanceMeters: row.distanceMeters,
    movingSeconds: row.movingSeconds,
    elapsedSeconds: row.elapsedSeconds,
    elevationGainMeters: row.elevationGainMeters,
  }));
  const hidden = new Set(found.filter(({ startAt }) => startAt === "hidden").map(({ id }) => id));
  const expected = activities.map((row) =>
    hidden.has(row.id) ? { ...row, startAt: "hidden" } : row
  );
  deepStrictEqual(byId(found), byId(expected));
  const counted = rows.filter((row) => row.isRun);
  strictEqual(counted.length, totals.count);
  strictEqual(sum(counted.map((row) => row.distanceMeters)), totals.distanceMeters);
  strictEqual(sum(counted.map((row) => row.movingSeconds)), totals.movingSeconds);
  strictEqual(sum(counted.map((row) => row.elapsedSeconds)), totals.elapsedSeconds);
}

/** What a dashboard reads of the athlete's runs is what the simulator knows, to the metre and the second. */
export async function matchDashboard(
  db: Db,
  strava: Pick<Simulator, "ledger">,
  athleteId: number,
  dates: { from: string; yearStart: string; to: string },
): Promise<void> {
  const accounts = await db.select().from(stravaAccounts);
  const account = accounts.find((account) => account.athleteId === String(athleteId));
  const rows = await readDashboard(db, account?.userId ?? "", dates);
  const total = (from: string, to: string) => exact(strava.ledger(athleteId, { from, to }).runs);
  const weeks = sumWeeks(rows.days, dates.from);
  deepStrictEqual(
    weeks.map(exact),
    weeks.map((_, i) => total(addDays(dates.from, 7 * i), addDays(dates.from, 7 * i + 6))),
  );
  deepStrictEqual(exact(rows.year), total(dates.yearStart, dates.to));
  const longest = (from?: string) =>
    strava.ledger(athleteId, { from, to: dates.to }).activities.filter(({ isRun }) => isRun)
      .reduce((most, { distanceMeters }) => Math.max(most, distanceMeters), 0);
  strictEqual(rows.longest?.distanceMeters ?? 0, longest());
  strictEqual(rows.longestThisYear?.distanceMeters ?? 0, longest(dates.yearStart));
}

type DashboardSum = Awaited<ReturnType<typeof readDashboard>>["year"];

/** A sum of floats depends on the order of adding, in digits that nobody measured. */
function exact({ count, distanceMeters, movingSeconds, elevationGainMeters }: DashboardSum) {
  const [meters, climb] = [sum([distanceMeters]), sum([elevationGainMeters])];
  return { count, distanceMeters: meters, movingSeconds, elevationGainMeters: climb };
}

/** The newest import, once its receipt was found to add up. */
export async function lastImport(db: Db, userId?: string): Promise<ImportRow> {
  const rows = await db.select().from(imports).where(
    userId ? eq(imports.userId, userId) : undefined,
  );
  const latest = rows.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)).at(-1);
  if (!latest) throw new Error("There is no import");
  const { seen, added, updated, unchanged, filtered, failed } = latest;
  strictEqual(seen, added + updated + unchanged + filtered + failed, "the receipt adds up");
  return latest;
}

/** What a receipt says, without what it is about. */
export function receiptOf({ seen, added, updated, unchanged, filtered, failed }: ImportRow) {
  return { seen, added, updated, unchanged, filtered, failed };
}

function byId<T extends { id: string }>(rows: T[]): T[] {
  return rows.sort((a, b) => a.id < b.id ? -1 : 1);
}

/** In decimetres, so that the order of adding does not matter. */
function sum(values: number[]): number {
  return values.reduce((total, value) => total + Math.round(value * 10), 0) / 10;
}
