import { and, eq, gt, isNotNull, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import { readText } from "@/db/cell.ts";
import { mailTokens, sessions, users } from "@/db/schema/accounts.ts";
import { jobs, mailChoices, mails } from "@/db/schema/jobs.ts";
import { calendarFeeds, planChanges, plannedRuns, plans } from "@/db/schema/plans.ts";
import { raceEntries, races } from "@/db/schema/races.ts";
import { runPairs, runs, runWords } from "@/db/schema/runs.ts";
import {
  importFailures,
  imports,
  purges,
  runDetails,
  stravaAccounts,
  stravaEvents,
  stravaStates,
  tombstones,
} from "@/db/schema/strava.ts";
import {
  authorizationCodes,
  grants,
  idempotentAnswers,
  personalTokens,
  webhookDeliveries,
  webhooks,
} from "@/db/schema/tokens.ts";

export type User = typeof users.$inferSelect;
type NewUser = typeof users.$inferInsert;
export type Profile = Pick<
  User,
  | "name"
  | "birthYear"
  | "sex"
  | "weightKg"
  | "maxHr"
  | "restHr"
  | "vo2max"
  | "timeZone"
  | "units"
  | "locale"
  | "weekStart"
>;

/** What the API needs to know of a runner for each answer. */
export type Reader = Pick<User, "version" | "weekStart" | "timeZone">;

/** Undefined for a runner who is gone: tokens may outlive one by minutes. */
export async function getReader(db: Db, userId: string): Promise<Reader | undefined> {
  const text = await readText(db, READER, userId);
  return text === undefined ? undefined : JSON.parse(text);
}

const READER = `select json_object('version', version, 'weekStart', week_start,
  'timeZone', time_zone) from users where id = ?`;

/** The ids of runners who confirmed, in the order they came. */
export async function listUserIds(
  db: Db,
  { after, limit }: { after?: string; limit: number },
): Promise<string[]> {
  const rows = await db.select({ id: users.id }).from(users)
    .where(
      and(isNotNull(users.emailConfirmedAt), after === undefined ? undefined : gt(users.id, after)),
    )
    .orderBy(users.id).limit(limit);
  return rows.map(({ id }) => id);
}

export async function getUserByEmail(db: Db | Tx, email: string): Promise<User | undefined> {
  return await db.select().from(users).where(eq(users.email, email)).get();
}

export async function getUser(db: Db | Tx, userId: string): Promise<User | undefined> {
  return await db.select().from(users).where(eq(users.id, userId)).get();
}

/** False when somebody has that e-mail already. */
export async function insertUser(tx: Tx, user: NewUser): Promise<boolean> {
  const rows = await tx.insert(users).values(user).onConflictDoNothing({ target: users.email })
    .returning({ id: users.id });
  return rows.length === 1;
}

export async function updateProfile(db: Db | Tx, userId: string, profile: Profile): Promise<void> {
  await update(db, userId, profile);
}

export async function updatePassword(tx: Tx, userId: string, passwordHash: string): Promise<void> {
  await update(tx, userId, { passwordHash });
}

export async function confirmEmail(tx: Tx, userId: string, now: number): Promise<void> {
  await update(tx, userId, { emailConfirmedAt: now });
}

/** False when somebody else has that e-mail. */
export async function updateEmail(
  tx: Tx,
  userId: string,
  email: string,
  now: number,
): Promise<boolean> {
  if (await getUserByEmail(tx, email)) return false;
  await update(tx, userId, { email, emailConfirmedAt: now });
  return true;
}

/** False when nobody has that e-mail. */
export async function updateRole(db: Db, email: string, role: User["role"]): Promise<boolean> {
  const user = await getUserByEmail(db, email);
  if (user) await update(db, user.id, { role });
  return user !== undefined;
}

/** Every page of this runner is rendered anew. */
export async function bumpVersion(tx: Db | Tx, userId: string): Promise<void> {
  await update(tx, userId, {});
}

/** Removes the person and every row of theirs, from every table. The races that they added are everybody's. */
export async function deleteUser(tx: Tx, userId: string): Promise<void> {
  const owned = [
    importFailures,
    imports,
    runDetails,
    runPairs,
    runs,
    runWords,
    webhookDeliveries,
    webhooks,
    idempotentAnswers,
    raceEntries,
    calendarFeeds,
    planChanges,
    plannedRuns,
    plans,
    personalTokens,
    authorizationCodes,
    // With their refresh tokens.
    grants,
    tombstones,
    stravaEvents,
    stravaStates,
    stravaAccounts,
    purges,
    mailChoices,
    mails,
    jobs,
    mailTokens,
    sessions,
  ];
  for (const table of owned) await tx.delete(table).where(eq(table.userId, userId));
  await tx.update(races).set({ addedBy: null }).where(eq(races.addedBy, userId));
  await tx.delete(users).where(eq(users.id, userId));
}

async function update(db: Db | Tx, userId: string, changes: Partial<NewUser>): Promise<void> {
  await db.update(users).set({ ...changes, version: sql`${users.version} + 1` }).where(
    eq(users.id, userId),
  );
}
