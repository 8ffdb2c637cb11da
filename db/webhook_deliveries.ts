import { and, desc, eq, lt, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import { runs } from "@/db/schema/runs.ts";
import { clients, webhookDeliveries, webhooks } from "@/db/schema/tokens.ts";

type DeliveryRow = typeof webhookDeliveries.$inferSelect;
export type Delivery = Omit<DeliveryRow, "userId" | "webhookId">;
type NewDelivery = Pick<
  DeliveryRow,
  "id" | "webhookId" | "userId" | "events" | "createdAt"
>;

export async function insertDeliveries(tx: Tx, rows: NewDelivery[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.insert(webhookDeliveries)
    .values(rows.map((row) => ({ ...row, state: "waiting" as const })));
}

const table = webhookDeliveries;
const shown = {
  id: table.id,
  events: table.events,
  state: table.state,
  attempts: table.attempts,
  status: table.status,
  problem: table.problem,
  createdAt: table.createdAt,
  settledAt: table.settledAt,
};

/** A webhook's, the newest first; `before` is the place of the last one seen. */
export async function listDeliveries(
  db: Db,
  userId: string,
  webhookId: string,
  { before, limit }: { before?: [createdAt: number, id: string]; limit: number },
): Promise<Delivery[]> {
  const older = before && sql`(${table.createdAt}, ${table.id}) < (${before[0]}, ${before[1]})`;
  return await db.select(shown).from(table)
    .where(and(eq(table.webhookId, webhookId), eq(table.userId, userId), older))
    .orderBy(desc(table.createdAt), desc(table.id)).limit(limit);
}

type EventType = DeliveryRow["events"][number]["type"];

/** The latest of a runner's, whoever they go to: how many of each kind of event they told, and the first one's run, where it is there. */
export async function listLatestDeliveries(db: Db, userId: string, limit: number) {
  return await db.select({
    ...shown,
    events: sql`(select json_group_object(type, n) from (
      select value ->> 'type' as type, count(*) as n from json_each(${table.events}) group by 1))`
      .mapWith((text: string): Partial<Record<EventType, number>> => JSON.parse(text)),
    runId: sql<string | null>`(select ${runs.id} from ${runs}
      where ${runs.id} = ${table.events} ->> '$[0].runId' and ${runs.userId} = ${userId})`,
    url: webhooks.url,
    client: clients.name,
  }).from(table).innerJoin(webhooks, eq(webhooks.id, table.webhookId))
    .leftJoin(clients, eq(clients.id, webhooks.clientId)).where(eq(table.userId, userId))
    .orderBy(desc(table.createdAt), desc(table.id)).limit(limit);
}

export async function getDelivery(
  db: Db | Tx,
  userId: string,
  id: string,
): Promise<Delivery & { webhookId: string } | undefined> {
  return await db.select({ ...shown, webhookId: table.webhookId }).from(table)
    .where(and(eq(table.id, id), eq(table.userId, userId))).get();
}

/** What is still to be delivered, and where; undefined for what is settled or gone. */
export async function getOwedDelivery(db: Db, id: string) {
  return await db.select({
    id: table.id,
    events: table.events,
    createdAt: table.createdAt,
    userId: table.userId,
    webhookId: table.webhookId,
    url: webhooks.url,
    secretSealed: webhooks.secretSealed,
    pausedUntil: webhooks.pausedUntil,
  }).from(table).innerJoin(webhooks, eq(webhooks.id, table.webhookId))
    .where(and(eq(table.id, id), eq(table.state, "waiting"))).get();
}

/** Notes one more attempt at what waits. */
export async function noteAttempt(
  tx: Db | Tx,
  id: string,
  outcome: Pick<DeliveryRow, "state" | "status" | "problem" | "settledAt">,
): Promise<void> {
  await tx.update(table).set({ ...outcome, attempts: sql`${table.attempts} + 1` })
    .where(and(eq(table.id, id), eq(table.state, "waiting")));
}

/** Gives up what waits; what its last attempt met stands as the reason, or else what its webhook's did. */
export async function failDelivery(tx: Tx, id: string, now: number): Promise<void> {
  const ofWebhook =
    sql`(select ${webhooks.problem} from ${webhooks} where ${webhooks.id} = ${table.webhookId})`;
  const problem = sql`coalesce(${table.problem}, ${ofWebhook}, 'interrupted')`;
  await tx.update(table).set({ state: "failed", problem, settledAt: now })
    .where(and(eq(table.id, id), eq(table.state, "waiting")));
}

/** Lets a settled one wait again, as if it had never been tried. */
export async function reviveDelivery(tx: Tx, userId: string, id: string): Promise<void> {
  const fresh = { state: "waiting", attempts: 0, status: null, problem: null } as const;
  await tx.update(table).set({ ...fresh, settledAt: null })
    .where(and(eq(table.id, id), eq(table.userId, userId)));
}

export async function deleteOldDeliveries(db: Db, before: number): Promise<void> {
  await db.delete(table).where(lt(table.createdAt, before));
}
