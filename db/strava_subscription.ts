import { eq } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import { stravaSubscription } from "@/db/schema/strava.ts";

type StravaSubscription = Omit<typeof stravaSubscription.$inferSelect, "id">;

const THE_ROW = 1;

export async function getSubscription(db: Db | Tx): Promise<StravaSubscription | undefined> {
  return await db.select().from(stravaSubscription).where(eq(stravaSubscription.id, THE_ROW)).get();
}

/** In place of the one before, whose callback is deaf from now on. */
export async function replaceSubscription(
  db: Db,
  row: Pick<StravaSubscription, "pathHash" | "createdAt">,
): Promise<void> {
  const fresh = { ...row, subscriptionId: null, lastEventAt: null };
  await db.insert(stravaSubscription).values({ id: THE_ROW, ...fresh })
    .onConflictDoUpdate({ target: stravaSubscription.id, set: fresh });
}

export async function updateSubscription(
  db: Db | Tx,
  change: Partial<Pick<StravaSubscription, "subscriptionId" | "lastEventAt">>,
): Promise<void> {
  await db.update(stravaSubscription).set(change).where(eq(stravaSubscription.id, THE_ROW));
}

export async function deleteSubscription(db: Db): Promise<void> {
  await db.delete(stravaSubscription);
}
