import { hash } from "node:crypto";
import type { Context, TypedResponse } from "hono";
import type { Tx } from "@/db/client.ts";
import { getIdempotentAnswer, putIdempotentAnswer } from "@/db/idempotent_answers.ts";
import { callerOf } from "@/domain/tokens/principal.ts";
import { ProblemError } from "@/http/api/problem.ts";
import type { AppEnv } from "@/http/env.ts";

const KEPT_MS = 24 * 3_600_000;

interface Made<Status> {
  /** JSON. */
  body: string;
  status: Status;
  location?: string;
}

type Kept = Pick<Made<never>, "body" | "location">;

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
    const { status, body, location } = fresh;
    const kept: Kept = { body, location };
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
  return {
    ...JSON.parse(await unseal(known.body)),
    status: known.status as Status,
    isReplay: true,
  };
}

function answer<T, Status extends 200 | 201>(
  c: Context<AppEnv>,
  { body, status, location }: Made<Status>,
): Response & TypedResponse<T, Status, "json"> {
  if (location !== undefined) c.header("location", location);
  c.header("cache-control", "no-store");
  c.header("content-type", "application/json");
  return c.body(body, status) as Response as
    & Response
    & TypedResponse<T, Status, "json">;
}
