import { and, asc, eq, gt, isNull, lt, ne, or, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import { prepared } from "@/db/prepared.ts";
import { stravaAccounts } from "@/db/schema/strava.ts";
import { users } from "@/db/schema/accounts.ts";
import { bumpVersion } from "@/db/users.ts";

/** As many as the calls of a day. */
const DUE_AT_ONCE = 1_000;

export type StravaAccount = typeof stravaAccounts.$inferSelect;
export type SealedTokens = Pick<
  StravaAccount,
  "accessTokenSealed" | "refreshTokenSealed" | "sealingKeyId" | "accessExpiresAt"
>;

export async function getStravaAccount(
  db: Db | Tx,
  userId: string,
): Promise<StravaAccount | undefined> {
  return await db.select().from(stravaAccounts).where(eq(stravaAccounts.userId, userId)).get();
}

/** What pages show of the link: no token, sealed or not. */
export async function getStravaLink(db: Db, userId: string) {
  return await linkOf(db).get({ userId });
}

const linkOf = prepared((db) =>
  db.select({
    athleteId: stravaAccounts.athleteId,
    athleteName: stravaAccounts.athleteName,
    scopes: stravaAccounts.scopes,
    status: stravaAccounts.status,
    connectedAt: stravaAccounts.connectedAt,
    lastEventAt: stravaAccounts.lastEventAt,
    lastRecentAt: stravaAccounts.lastRecentAt,
    lastSweepAt: stravaAccounts.lastSweepAt,
  }).from(stravaAccounts).where(eq(stravaAccounts.userId, sql.placeholder("userId"))).prepare()
);

export type StravaLink = NonNullable<Awaited<ReturnType<typeof getStravaLink>>>;

/** Who has linked this athlete. */
export async function getOwnerOfAthlete(tx: Tx, athleteId: string): Promise<string | undefined> {
  const row = await tx.select({ userId: stravaAccounts.userId }).from(stravaAccounts)
    .innerJoin(users, eq(users.id, stravaAccounts.userId))
    .where(eq(stravaAccounts.athleteId, athleteId)).get();
  return row?.userId;
}

type NewStravaAccount = Omit<StravaAccount, "lastEventAt" | "lastRecentAt" | "lastSweepAt">;

export async function upsertStravaAccount(tx: Tx, account: NewStravaAccount): Promise<void> {
  const { userId: _, ...changes } = account;
  await tx.insert(stravaAccounts).values(account)
    .onConflictDoUpdate({ target: stravaAccounts.userId, set: changes });
}

/** The account as it is now, for the one process that may refresh it; nothing for the others until it has finished. */
export async function claimRefresh(
  db: Db,
  userId: string,
  { now, until }: { now: number; until: number },
): Promise<StravaAccount | undefined> {
  const free = or(isNull(stravaAccounts.refreshingUntil), lt(stravaAccounts.refreshingUntil, now));
  const [account] = await db.update(stravaAccounts).set({ refreshingUntil: until })
    .where(and(eq(stravaAccounts.userId, userId), free)).returning();
  return account;
}

/** False when the account is gone or has other tokens by now: a refresh must not undo a new connection. */
export async function storeTokens(
  db: Db,
  known: StravaAccount,
  tokens: SealedTokens,
): Promise<boolean> {
  const rows = await db.update(stravaAccounts).set({ ...tokens, refreshingUntil: null })
    .where(unchanged(known)).returning({ userId: stravaAccounts.userId });
  return rows.length === 1;
}

export async function releaseRefresh(db: Db, known: StravaAccount): Promise<void> {
  await db.update(stravaAccounts).set({ refreshingUntil: null }).where(unchanged(known));
}

/** The tokens that are known here are of no use. False when there are others by now: a new connection is left alone. */
export async function markReconnect(tx: Tx, known: StravaAccount): Promise<boolean> {
  const rows = await tx.update(stravaAccounts).set({ status: "reconnect", refreshingUntil: null })
    .where(unchanged(known)).returning({ userId: stravaAccounts.userId });
  if (rows.length === 1) await bumpVersion(tx, known.userId);
  return rows.length === 1;
}

function unchanged({ userId, refreshTokenSealed }: StravaAccount) {
  return and(
    eq(stravaAccounts.userId, userId),
    eq(stravaAccounts.refreshTokenSealed, refreshTokenSealed),
  );
}

/** When a reading of Strava's list that came to its end began, or an event came; an earlier time changes nothing. */
export async function noteReading(
  tx: Db | Tx,
  userId: string,
  times: Partial<Pick<StravaAccount, "lastRecentAt" | "lastSweepAt" | "lastEventAt">>,
): Promise<void> {
  const later = Object.entries(times).map(([key, at]) => {
    const column = stravaAccounts[key as keyof typeof times];
    return [key, sql`max(coalesce(${column}, 0), ${at})`];
  });
  await tx.update(stravaAccounts).set(Object.fromEntries(later))
    .where(eq(stravaAccounts.userId, userId));
}

/** Runners whose connection works and whose recent days, or whole history, were last read before: the longest ago first. */
export async function listDueForReading(
  db: Db,
  { recentBefore, sweptBefore }: { recentBefore: number; sweptBefore: number },
): Promise<{ userId: string; sweep: boolean }[]> {
  const { lastRecentAt, lastSweepAt, status, userId } = stravaAccounts;
  const readAt = sql`max(coalesce(${lastRecentAt}, 0), coalesce(${lastSweepAt}, 0))`;
  const sweep = sql<number>`coalesce(${lastSweepAt}, 0) <= ${sweptBefore}`;
  const rows = await db.select({ userId, sweep }).from(stravaAccounts).where(
    and(
      eq(status, "connected"),
      or(
        sweep,
        sql`${readAt} <= ${recentBefore}`,
      ),
    ),
  ).orderBy(readAt).limit(DUE_AT_ONCE);
  return rows.map((row) => ({ userId: row.userId, sweep: row.sweep === 1 }));
}

/** False when there is none any more. */
export async function deleteStravaAccount(tx: Tx, userId: string): Promise<boolean> {
  const rows = await tx.delete(stravaAccounts).where(eq(stravaAccounts.userId, userId))
    .returning({ userId: stravaAccounts.userId });
  return rows.length === 1;
}

/** Accounts that wait for their runner to connect again, and whose history was last read before. */
export async function listForgotten(db: Db, before: number): Promise<StravaAccount[]> {
  const readAt = sql`coalesce(${stravaAccounts.lastSweepAt}, ${stravaAccounts.connectedAt})`;
  return await db.select().from(stravaAccounts)
    .where(and(eq(stravaAccounts.status, "reconnect"), lt(readAt, before))).limit(100);
}

/** Accounts whose tokens are sealed with another key than this one, in the order of their runners' ids. */
export async function listAccountsNotSealedWith(
  db: Db,
  keyId: string,
  afterUserId: string,
): Promise<StravaAccount[]> {
  const other = and(ne(stravaAccounts.sealingKeyId, keyId), gt(stravaAccounts.userId, afterUserId));
  return await db.select().from(stravaAccounts).where(other).orderBy(asc(stravaAccounts.userId))
    .limit(500);
}

/** False when the tokens changed meanwhile: a refresh has sealed them anew. */
export async function replaceSeals(
  db: Db,
  known: StravaAccount,
  seals: Omit<SealedTokens, "accessExpiresAt">,
): Promise<boolean> {
  const rows = await db.update(stravaAccounts).set(seals).where(unchanged(known))
    .returning({ userId: stravaAccounts.userId });
  return rows.length === 1;
}
