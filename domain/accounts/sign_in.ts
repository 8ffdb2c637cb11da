import { uuidv7 } from "uuidv7";
import { clearThrottle } from "@/db/throttles.ts";
import {
  deleteSession,
  getSession,
  insertSession,
  type SessionUser,
  touchSession,
} from "@/db/sessions.ts";
import type { Db, Tx } from "@/db/client.ts";
import { getUserByEmail } from "@/db/users.ts";
import type { AccountsContext } from "@/domain/accounts/context.ts";
import { throttle, throttleKey } from "@/domain/accounts/throttle.ts";
import { hashSecret, newSecret } from "@/domain/tokens/secrets.ts";

const HOUR = 3_600_000;
export const SESSION_LIVES_MS = 30 * 24 * HOUR;
/** A session's expiry slides at most this often, so that reading a page rarely writes. */
const TOUCH_EVERY_MS = HOUR / 12;

export interface Browser {
  /** The network that a throttle counts it as. */
  address: string;
  userAgent: string;
}

/** The new session's secret, or undefined for a wrong e-mail or password: never which. */
export async function signIn(
  { db, passwords, now }: AccountsContext,
  { email, password }: { email: string; password: string },
  browser: Browser,
): Promise<string | undefined> {
  await throttle(db, "sign_in_address", browser.address, now);
  await throttle(db, "sign_in_account", email, now);
  const user = await getUserByEmail(db, email);
  const matches = await passwords.verify(user?.passwordHash, password);
  if (!user || !matches) return undefined;
  await clearThrottle(db, throttleKey("sign_in_account", email));
  return await openSession(db, user.id, browser.userAgent, now);
}

/** Starts a session and returns the secret for its cookie; the table keeps the hash. */
export async function openSession(
  db: Db | Tx,
  userId: string,
  userAgent: string,
  now: number,
): Promise<string> {
  const secret = newSecret();
  await insertSession(db, {
    id: uuidv7(),
    tokenHash: hashSecret(secret),
    userId,
    userAgent: userAgent.slice(0, 300),
    createdAt: now,
    lastSeenAt: now,
    expiresAt: now + SESSION_LIVES_MS,
  });
  return secret;
}

/** Who holds this secret; slides the session's end. `renewed` says that the cookie should be sent again. */
export async function recogniseSession(
  db: Db,
  secret: string,
  now: number,
): Promise<{ user: SessionUser; renewed: boolean } | undefined> {
  const user = await getSession(db, hashSecret(secret), now);
  if (!user) return undefined;
  const renewed = now - user.lastSeenAt >= TOUCH_EVERY_MS;
  if (renewed) {
    await touchSession(db, user.sessionId, { lastSeenAt: now, expiresAt: now + SESSION_LIVES_MS });
  }
  return { user, renewed };
}

export async function signOut(db: Db, user: SessionUser): Promise<void> {
  await deleteSession(db, user.id, user.sessionId);
}
