import { hash } from "node:crypto";
import type { Context, TypedResponse } from "hono";
import type { Tx } from "@/db/client.ts";
import { getIdempotentAnswer, putIdempotentAnswer } from "@/db/idempotent_answers.ts";
import { callerOf } from "@/domain/tokens/principal.ts";
import { CannotUnsealError } from "@/domain/tokens/sealing.ts";
import { ProblemError } from "@/http/api/problem.ts";
import type { AppEnv } from "@/http/env.ts";

const KEPT_MS = 24 * 3_600_000;

interface Made<Status> {
  /** JSON. */
  body: string;
  status: Status;
  location?: string;
  /** Of what was made, where the answer is that. */
  etag?: string;
}

type Kept = Pick<Made<never>, "body" | "location" | "etag">;

interface Making {
  /** The answer holds a secret, so what is kept of it is sealed. */
  hasSecret?: boolean;
}

/**
 * Makes something in one transaction with the answer to it, if the request names an `Idempotency-Key`. Whoever sends
 * the key again gets that answer and makes nothing; a second one at the same time waits for the first.
 */
export async function makeOnce<T, Status extends 200 | 201>(
  c: Context<AppEnv>,
  make: (tx: Tx) => Promise<Made<Status>>,
  { hasSecret = false }: Making = {},
): Promise<Response & TypedResponse<T, Status, "json">> {
  const { deps, principal } = c.var;
  const key = c.req.header("idempotency-key");
  if (key === undefined) return answer(c, await deps.db.transaction(make));
  const now = deps.now();
  const { seal, open } = deps.sealer;
  const unseal = (text: string) => hasSecret ? open(text) : text;
  const caller = callerOf(principal);
  const print = hash("sha256", `${c.req.method} ${c.req.path} ${await c.req.text()}`, "base64url");
  const made = await deps.db.transaction(async (tx) => {
    const known = await getIdempotentAnswer(tx, caller, key);
    if (known && known.expiresAt > now) return await replay<Status>(known, print, unseal);
    const fresh = await make(tx);
    const { status, body, location, etag } = fresh;
    const kept: Kept = { body, location, etag };
    const userId = principal.kind === "service" ? null : principal.userId;
    const text = JSON.stringify(kept);
    const entry = { caller, key, userId, print, status, body: hasSecret ? await seal(text) : text };
    await putIdempotentAnswer(tx, { ...entry, expiresAt: now + KEPT_MS });
    return { ...fresh, isReplay: false };
  });
  if (made.isReplay) c.header("idempotency-replayed", "true");
  return answer(c, made);
}

async function replay<Status>(
  known: { print: string; status: number; body: string },
  print: string,
  unseal: (text: string) => Promise<string> | string,
): Promise<Made<Status> & { isReplay: true }> {
  if (known.print !== print) {
    throw new ProblemError("key-reused", { detail: "Choose a new key for each thing to be made." });
  }
  const body = await openKept(known.body, unseal);
  return { ...JSON.parse(body), status: known.status as Status, isReplay: true };
}

/** A key that sealed an answer may be gone within the day that the answer is kept: it was made, and cannot be shown. */
async function openKept(
  text: string,
  unseal: (text: string) => Promise<string> | string,
): Promise<string> {
  try {
    return await unseal(text);
  } catch (error) {
    if (!(error instanceof CannotUnsealError)) throw error;
    const detail = "It was made, and its answer can no longer be shown. List what there is.";
    throw new ProblemError("conflict", { detail });
  }
}

function answer<T, Status extends 200 | 201>(
  c: Context<AppEnv>,
  { body, status, location, etag }: Made<Status>,
): Response & TypedResponse<T, Status, "json"> {
  if (location !== undefined) c.header("location", location);
  if (etag !== undefined) c.header("etag", etag);
  c.header("cache-control", "no-store");
  c.header("content-type", "application/json");
  return c.body(body, status) as Response as
    & Response
    & TypedResponse<T, Status, "json">;
}
