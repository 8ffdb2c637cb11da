import { asc, eq } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import { readText } from "@/db/cell.ts";
import { clients } from "@/db/schema/tokens.ts";

export type Client = typeof clients.$inferSelect;

export async function insertClient(tx: Db | Tx, client: Client): Promise<void> {
  await tx.insert(clients).values(client);
}

export async function getClient(db: Db | Tx, id: string): Promise<Client | undefined> {
  return await db.select().from(clients).where(eq(clients.id, id)).get();
}

/** A client, and how many failures stand against it under a throttle's key: one statement, because every token takes it. */
export async function getClientToTrust(
  db: Db,
  id: string,
  throttleKey: string,
  now: number,
): Promise<{ client?: Client; hits: number; resetsAt: number }> {
  const text = await readText(db, CLIENT_TO_TRUST, id, throttleKey, now);
  const { client, failures } = JSON.parse(text ?? "{}");
  return { client: client ?? undefined, ...failures ?? { hits: 0, resetsAt: now } };
}

const CLIENT_TO_TRUST = `select json_object(
  'client', (select json_object('id', id, 'kind', kind, 'name', name, 'secretHash', secret_hash,
    'scopes', json(scopes), 'redirectUris', json(redirect_uris), 'origins', json(origins),
    'alg', alg, 'firstParty', json(iif(first_party, 'true', 'false')), 'createdAt', created_at)
    from clients where id = ?),
  'failures', (select json_object('hits', hits, 'resetsAt', resets_at) from throttles
    where key = ? and resets_at > ?))`;

export async function listClients(db: Db): Promise<Client[]> {
  return await db.select().from(clients).orderBy(asc(clients.createdAt)).limit(1000);
}

/** False when there is no such client. */
export async function updateClient(
  tx: Db | Tx,
  id: string,
  changes: Partial<Omit<Client, "id">>,
): Promise<boolean> {
  const rows = await tx.update(clients).set(changes).where(eq(clients.id, id))
    .returning({ id: clients.id });
  return rows.length === 1;
}

/** Removes it with all that runners granted it. False when there is no such client. */
export async function deleteClient(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.delete(clients).where(eq(clients.id, id)).returning({ id: clients.id });
  return rows.length === 1;
}
