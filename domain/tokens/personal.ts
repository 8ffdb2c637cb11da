import { uuidv7 } from "uuidv7";
import type { Db } from "@/db/client.ts";
import {
  getPersonalTokenByHash,
  insertPersonalToken,
  listPersonalTokens,
  touchPersonalToken,
} from "@/db/personal_tokens.ts";
import type { RunnerScope, Scope } from "@/db/schema/tokens.ts";
import { RefusedError } from "@/domain/errors.ts";
import { hashSecret, newSecret } from "@/domain/tokens/secrets.ts";

const DAY = 86_400_000;
/** So that a scanner of source code knows one when it sees one. */
const PREFIX = "runnerly_pat_";
/** Last use is written at most this often. */
const TOUCH_EVERY_MS = 60_000;

export const MOST_TOKENS = 50;
export const LIVES_DAYS = [7, 30, 90, 365] as const;

interface NewToken {
  /** Chosen by whoever may ask twice: a second one with the same id is refused. */
  id?: string;
  name: string;
  scopes: RunnerScope[];
  days: number;
}

/** Makes a token for a runner's own script and answers its secret, which is kept nowhere. */
export async function makePersonalToken(
  db: Db,
  userId: string,
  { id = uuidv7(), name, scopes, days }: NewToken,
  now: number,
): Promise<string> {
  const secret = `${PREFIX}${newSecret()}`;
  await db.transaction(async (tx) => {
    const isNew = await insertPersonalToken(tx, {
      id,
      userId,
      tokenHash: hashSecret(secret),
      name,
      scopes,
      createdAt: now,
      expiresAt: now + days * DAY,
    });
    if (!isNew) throw new RefusedError("token_made");
    const all = await listPersonalTokens(tx, userId, MOST_TOKENS + 1);
    if (all.length > MOST_TOKENS) throw new RefusedError("too_many_tokens");
  });
  return secret;
}

export function isPersonalToken(token: string): boolean {
  return token.startsWith(PREFIX);
}

/** Whose token it is and what it opens, while it lives; notes that it was used. */
export async function recognisePersonalToken(
  db: Db,
  token: string,
  now: number,
): Promise<{ id: string; userId: string; scopes: Scope[] } | undefined> {
  const known = await getPersonalTokenByHash(db, hashSecret(token), now);
  if (!known) return undefined;
  if (now - (known.lastUsedAt ?? 0) >= TOUCH_EVERY_MS) await touchPersonalToken(db, known.id, now);
  return known;
}
