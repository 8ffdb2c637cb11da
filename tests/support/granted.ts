import { uuidv7 } from "uuidv7";
import { insertCode, insertGrant, insertRefreshToken } from "@/db/grants.ts";
import { putIdempotentAnswer } from "@/db/idempotent_answers.ts";
import { insertClient } from "@/db/clients.ts";
import { webhookDeliveries, webhooks } from "@/db/schema/tokens.ts";
import { makePersonalToken } from "@/domain/tokens/personal.ts";
import { hashSecret, newSecret } from "@/domain/tokens/secrets.ts";
import type { TestApp } from "./app.ts";

/** A row for a runner in every table of tokens and of what clients left behind. */
export async function giveGrants({ db, clock }: TestApp, userId: string): Promise<void> {
  const now = clock.now();
  const times = { createdAt: now, lastUsedAt: now };
  const soon = now + 60_000;
  const [clientId, grantId, webhookId] = [uuidv7(), uuidv7(), uuidv7()];
  const scopes = ["runs:read" as const];
  await makePersonalToken(db, userId, { name: "A script", scopes, days: 30 }, now);
  await insertClient(db, {
    id: clientId,
    kind: "app",
    name: "An app",
    secretHash: null,
    scopes,
    redirectUris: ["https://app.example/back"],
    origins: [],
    alg: "EdDSA",
    firstParty: false,
    createdAt: now,
  });
  await db.transaction(async (tx) => {
    await insertGrant(tx, { id: grantId, clientId, userId, scopes, ...times });
    await insertRefreshToken(tx, { tokenHash: hashSecret(newSecret()), grantId, expiresAt: soon });
    await insertCode(tx, {
      codeHash: hashSecret(newSecret()),
      clientId,
      userId,
      scopes,
      redirectUri: "https://app.example/back",
      challenge: hashSecret("verifier"),
      expiresAt: soon,
    });
    const answer = { caller: `app:${clientId}`, key: "1", userId, print: "", status: 201 };
    await putIdempotentAnswer(tx, { ...answer, body: "{}", expiresAt: soon });
    const sealed = { secretSealed: "", sealingKeyId: "test" };
    const hook = { id: webhookId, userId, clientId, url: "https://app.example/hook" };
    await tx.insert(webhooks).values({ ...hook, ...sealed, createdAt: now });
    const waiting = { id: uuidv7(), webhookId, userId, events: [], state: "waiting" as const };
    await tx.insert(webhookDeliveries).values({ ...waiting, createdAt: now });
  });
}
