import { and, desc, eq, gt, lt, ne } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import { readText } from "@/db/cell.ts";
import { sessions, users } from "@/db/schema/accounts.ts";

type Session = typeof sessions.$inferSelect;

/** The runner behind a session's token, with what every page needs of them and no secret. */
export type SessionUser =
  & Pick<
    typeof users.$inferSelect,
    | "id"
    | "email"
    | "emailConfirmedAt"
    | "name"
    | "timeZone"
    | "units"
    | "locale"
    | "weekStart"
    | "version"
    | "role"
  >
  & Pick<Session, "lastSeenAt">
  & { sessionId: string };

/** Read by every request of a page. */
const SESSION = `select json_object('sessionId', s.id, 'lastSeenAt', s.last_seen_at, 'id', u.id,
  'email', u.email, 'emailConfirmedAt', u.email_confirmed_at, 'name', u.name,
  'timeZone', u.time_zone, 'units', u.units, 'locale', u.locale, 'weekStart', u.week_start,
  'version', u.version, 'role', u.role)
  from sessions s join users u on u.id = s.user_id where s.token_hash = ? and s.expires_at > ?`;

export async function getSession(
  db: Db,
  tokenHash: string,
  now: number,
): Promise<SessionUser | undefined> {
  const text = await readText(db, SESSION, tokenHash, now);
  return text === undefined ? undefined : JSON.parse(text);
}

export async function insertSession(tx: Db | Tx, session: Session): Promise<void> {
  await tx.insert(sessions).values(session);
}

export async function touchSession(
  db: Db,
  sessionId: string,
  times: { lastSeenAt: number; expiresAt: number },
): Promise<void> {
  await db.update(sessions).set(times).where(eq(sessions.id, sessionId));
}

export async function listSessions(db: Db, userId: string, now: number) {
  return await db.select({
    id: sessions.id,
    userAgent: sessions.userAgent,
    createdAt: sessions.createdAt,
    lastSeenAt: sessions.lastSeenAt,
  }).from(sessions).where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, now)))
    .orderBy(desc(sessions.lastSeenAt)).limit(50);
}

/** False when this runner has no such session. */
export async function deleteSession(
  db: Db | Tx,
  userId: string,
  sessionId: string,
): Promise<boolean> {
  const theirs = and(eq(sessions.userId, userId), eq(sessions.id, sessionId));
  const rows = await db.delete(sessions).where(theirs).returning({ id: sessions.id });
  return rows.length === 1;
}

/** Signs out everywhere, but for the session named. */
export async function deleteSessions(tx: Db | Tx, userId: string, keepId?: string): Promise<void> {
  const theirs = eq(sessions.userId, userId);
  await tx.delete(sessions).where(keepId ? and(theirs, ne(sessions.id, keepId)) : theirs);
}

export async function deleteExpiredSessions(db: Db, now: number): Promise<void> {
  await db.delete(sessions).where(lt(sessions.expiresAt, now));
}
