import {
  type FeedReader,
  getCalendarFeed,
  getFeedReader,
  putCalendarFeed,
  touchCalendarFeed,
} from "@/db/calendar_feeds.ts";
import type { Db } from "@/db/client.ts";
import { describeError, type Log } from "@/domain/log.ts";
import { hashSecret, newSecret } from "@/domain/tokens/secrets.ts";

/** That it was read is written at most this often: calendar programs come by day and night. */
const TOUCH_EVERY_MS = 3_600_000;

interface NewFeed {
  withDone: boolean;
  /** When the address that it replaces was made; 0 for none. */
  instead: number;
}

/**
 * Makes the address of a runner's calendar and answers its secret, which is kept nowhere. Undefined where another one was
 * made meanwhile: a form that is sent again must not end the address that it made.
 */
export async function makeFeed(
  db: Db,
  userId: string,
  { withDone, instead }: NewFeed,
  now: number,
): Promise<string | undefined> {
  const secret = newSecret();
  return await db.transaction(async (tx) => {
    const before = await getCalendarFeed(tx, userId);
    if ((before?.createdAt ?? 0) !== instead) return undefined;
    await putCalendarFeed(tx, { userId, tokenHash: hashSecret(secret), withDone, createdAt: now });
    return secret;
  });
}

/** Whose calendar the secret opens; notes now and then that it was read. */
export async function recogniseFeed(
  { db, log }: { db: Db; log: Log },
  secret: string,
  now: number,
): Promise<FeedReader | undefined> {
  const tokenHash = hashSecret(secret);
  const feed = await getFeedReader(db, tokenHash);
  if (feed && now - (feed.readAt ?? 0) >= TOUCH_EVERY_MS) {
    // The calendar is worth more than the note of its reading.
    await touchCalendarFeed(db, tokenHash, now).catch((error) =>
      log.warn("Cannot note that a calendar was read", describeError(error))
    );
  }
  return feed;
}
