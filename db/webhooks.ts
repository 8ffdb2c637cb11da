import { and, asc, desc, eq, gt, isNull, ne, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import { clients, grants, webhooks } from "@/db/schema/tokens.ts";

export type Webhook = typeof webhooks.$inferSelect;
export type ShownWebhook = Pick<Webhook, "id" | "url" | "createdAt" | "problem" | "pausedUntil">;
type NewWebhook = Omit<Webhook, "failures" | "problem" | "pausedUntil">;

/** Whose webhooks: what one client has of a runner, or what the runner's own scripts have. */
export interface WebhookOwner {
  userId: string;
  clientId: string | null;
}

export async function insertWebhook(tx: Tx, webhook: NewWebhook): Promise<void> {
  await tx.insert(webhooks).values(webhook);
}

const shown = {
  id: webhooks.id,
  url: webhooks.url,
  createdAt: webhooks.createdAt,
  problem: webhooks.problem,
  pausedUntil: webhooks.pausedUntil,
};

/** The newest first. */
export async function listWebhooks(
  db: Db | Tx,
  owner: WebhookOwner,
  limit: number,
): Promise<ShownWebhook[]> {
  return await db.select(shown).from(webhooks).where(isOf(owner))
    .orderBy(desc(webhooks.createdAt), desc(webhooks.id)).limit(limit);
}

export async function getWebhook(
  db: Db | Tx,
  owner: WebhookOwner,
  id: string,
): Promise<ShownWebhook | undefined> {
  return await db.select(shown).from(webhooks).where(and(isOf(owner), eq(webhooks.id, id))).get();
}

function isOf({ userId, clientId }: WebhookOwner) {
  const client = clientId === null ? isNull(webhooks.clientId) : eq(webhooks.clientId, clientId);
  return and(eq(webhooks.userId, userId), client);
}

/** False when this owner has no such webhook. */
export async function deleteWebhook(
  db: Db | Tx,
  owner: WebhookOwner,
  id: string,
): Promise<boolean> {
  const rows = await db.delete(webhooks).where(and(isOf(owner), eq(webhooks.id, id)))
    .returning({ id: webhooks.id });
  return rows.length === 1;
}

/** The same for the runner, whoever made it. */
export async function deleteWebhookOf(db: Db | Tx, userId: string, id: string): Promise<boolean> {
  const rows = await db.delete(webhooks).where(
    and(eq(webhooks.userId, userId), eq(webhooks.id, id)),
  )
    .returning({ id: webhooks.id });
  return rows.length === 1;
}

/** All that a runner has, with the client's name, the newest first; null for their own scripts'. */
export async function listWebhooksOf(
  db: Db,
  userId: string,
): Promise<(ShownWebhook & { client: string | null })[]> {
  return await db.select({ ...shown, client: clients.name }).from(webhooks)
    .leftJoin(clients, eq(clients.id, webhooks.clientId)).where(eq(webhooks.userId, userId))
    .orderBy(desc(webhooks.createdAt), desc(webhooks.id)).limit(200);
}

/** Notes one more failure in a row; the pause is by how many there are now. */
export async function noteFailure(
  tx: Tx,
  id: string,
  problem: Webhook["problem"],
  pausedUntilAfter: (failures: number) => number | null,
): Promise<void> {
  const [row] = await tx.update(webhooks)
    .set({ failures: sql`${webhooks.failures} + 1`, problem })
    .where(eq(webhooks.id, id)).returning({ failures: webhooks.failures });
  if (!row) return;
  await tx.update(webhooks).set({ pausedUntil: pausedUntilAfter(row.failures) })
    .where(eq(webhooks.id, id));
}

/** Forgets what failed, so that nothing is held back. */
export async function clearFailures(tx: Tx, id: string): Promise<void> {
  await tx.update(webhooks).set({ failures: 0, problem: null, pausedUntil: null })
    .where(and(eq(webhooks.id, id), gt(webhooks.failures, 0)));
}

interface Listener {
  id: string;
  /** Null for the runner's own scripts. */
  client: { firstParty: boolean } | null;
}

/** Who wants to hear of this runner's runs: one walk down an index, which mostly finds nothing. */
export async function listListeners(tx: Tx, userId: string): Promise<Listener[]> {
  const rows = await tx.all<{ id: string; firstParty: number | null }>(sql`
    select w.id, c.first_party as firstParty from ${webhooks} w
    left join ${clients} c on c.id = w.client_id where w.user_id = ${userId}`);
  return rows.map(({ id, firstParty }) => ({
    id,
    client: firstParty === null ? null : { firstParty: firstParty === 1 },
  }));
}

export async function hasWebhooks(db: Db, userId: string): Promise<boolean> {
  const row = await db.select({ id: webhooks.id }).from(webhooks)
    .where(eq(webhooks.userId, userId)).limit(1).get();
  return row !== undefined;
}

/** Removes the webhooks of clients that may read their runner's runs no more; of one runner's, or of all. */
export async function deleteUngrantedWebhooks(db: Db | Tx, userId?: string): Promise<void> {
  await db.delete(webhooks).where(and(
    userId === undefined ? undefined : eq(webhooks.userId, userId),
    sql`${webhooks.clientId} is not null and not exists (select 1 from ${grants}
      where ${grants.userId} = ${webhooks.userId} and ${grants.clientId} = ${webhooks.clientId}
        and exists (select 1 from json_each(${grants.scopes}) where value = 'runs:read'))`,
  ));
}

/** Some webhooks whose secrets another key sealed, by id. */
export async function listWebhooksNotSealedWith(
  db: Db,
  keyId: string,
  afterId: string,
): Promise<Pick<Webhook, "id" | "secretSealed">[]> {
  return await db.select({ id: webhooks.id, secretSealed: webhooks.secretSealed }).from(webhooks)
    .where(and(ne(webhooks.sealingKeyId, keyId), gt(webhooks.id, afterId)))
    .orderBy(asc(webhooks.id)).limit(100);
}

/** False when it was removed meanwhile, or sealed by another process. */
export async function replaceWebhookSeal(
  db: Db,
  { id, secretSealed }: Pick<Webhook, "id" | "secretSealed">,
  seal: Pick<Webhook, "secretSealed" | "sealingKeyId">,
): Promise<boolean> {
  const rows = await db.update(webhooks).set(seal)
    .where(and(eq(webhooks.id, id), eq(webhooks.secretSealed, secretSealed)))
    .returning({ id: webhooks.id });
  return rows.length === 1;
}
