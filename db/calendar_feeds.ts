import { eq } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import { users } from "@/db/schema/accounts.ts";
import { calendarFeeds } from "@/db/schema/plans.ts";

type CalendarFeedRow = typeof calendarFeeds.$inferSelect;
/** What a page shows of it: never the hash. */
type CalendarFeed = Pick<CalendarFeedRow, "withDone" | "createdAt" | "readAt">;
/** Whose calendar it is, with all that writing it takes. */
export type FeedReader =
  & Pick<CalendarFeedRow, "userId" | "withDone" | "readAt">
  & Pick<typeof users.$inferSelect, "locale" | "units" | "timeZone">;

export async function getCalendarFeed(
  db: Db | Tx,
  userId: string,
): Promise<CalendarFeed | undefined> {
  return await db.select({
    withDone: calendarFeeds.withDone,
    createdAt: calendarFeeds.createdAt,
    readAt: calendarFeeds.readAt,
  }).from(calendarFeeds).where(eq(calendarFeeds.userId, userId)).get();
}

/** Whoever holds the secret. */
export async function getFeedReader(db: Db, tokenHash: string): Promise<FeedReader | undefined> {
  return await db.select({
    userId: calendarFeeds.userId,
    withDone: calendarFeeds.withDone,
    readAt: calendarFeeds.readAt,
    locale: users.locale,
    units: users.units,
    timeZone: users.timeZone,
  }).from(calendarFeeds).innerJoin(users, eq(users.id, calendarFeeds.userId))
    .where(eq(calendarFeeds.tokenHash, tokenHash)).get();
}

/** In place of the one before, whose address leads nowhere from now on. */
export async function putCalendarFeed(
  tx: Tx,
  row: Omit<CalendarFeedRow, "readAt">,
): Promise<void> {
  const { userId, ...rest } = row;
  const fresh = { ...rest, readAt: null };
  await tx.insert(calendarFeeds).values({ userId, ...fresh })
    .onConflictDoUpdate({ target: calendarFeeds.userId, set: fresh });
}

export async function touchCalendarFeed(db: Db, tokenHash: string, now: number): Promise<void> {
  await db.update(calendarFeeds).set({ readAt: now }).where(eq(calendarFeeds.tokenHash, tokenHash));
}

/** False when this runner has none. */
export async function deleteCalendarFeed(db: Db, userId: string): Promise<boolean> {
  const rows = await db.delete(calendarFeeds).where(eq(calendarFeeds.userId, userId))
    .returning({ userId: calendarFeeds.userId });
  return rows.length === 1;
}
