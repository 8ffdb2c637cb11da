import { asc, eq, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import { prepared } from "@/db/prepared.ts";
import { throttles } from "@/db/schema/accounts.ts";
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
  const row = await clientToTrust(db).get({ id, throttleKey, now });
  const { hits, resetsAt } = row?.failures ? JSON.parse(row.failures) : { hits: 0, resetsAt: now };
  return { client: row?.client ? JSON.parse(row.client) : undefined, hits, resetsAt };
}

const clientToTrust = prepared((db) =>
  db.select({
    client: sql<string | null>`(select json_object('id', ${clients.id}, 'kind', ${clients.kind},
      'name', ${clients.name}, 'secretHash', ${clients.secretHash},
      'scopes', json(${clients.scopes}), 'redirectUris', json(${clients.redirectUris}),
      'origins', json(${clients.origins}), 'alg', ${clients.alg},
      'firstParty', json(iif(${clients.firstParty}, 'true', 'false')),
      'createdAt', ${clients.createdAt})
      from ${clients} where ${clients.id} = ${sql.placeholder("id")})`,
    failures: sql<string | null>`(select json_object('hits', ${throttles.hits},
      'resetsAt', ${throttles.resetsAt}) from ${throttles}
      where ${throttles.key} = ${sql.placeholder("throttleKey")}
        and ${throttles.resetsAt} > ${sql.placeholder("now")})`,
  }).from(sql`(select 1)`).prepare()
);

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
