import type { Db } from "@/db/client.ts";

export type Row = Record<string, unknown>;

/** Every row of every table, whatever tables there are; `__drizzle_migrations` is about us, not about people. */
export async function readTables(db: Db, except: string[] = []): Promise<Map<string, Row[]>> {
  const tables = await db.all<{ name: string }>(
    "select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name",
  );
  const found = new Map<string, Row[]>();
  for (const { name } of tables) {
    if (name.startsWith("__drizzle") || except.includes(name)) continue;
    found.set(name, await db.all<Row>(`select * from "${name}" order by 1, 2`));
  }
  return found;
}

/** All tables as one text: the same when nothing has changed. When a session was last seen does not count. */
export async function digestTables(db: Db, except: string[] = ["throttles"]): Promise<string> {
  const tables = await readTables(db, except);
  return JSON.stringify([...tables], (key, value) => key === "last_seen_at" ? undefined : value);
}

/** The rows, by table, in which one of these texts stands anywhere. */
export async function rowsWith(db: Db, ...texts: string[]): Promise<Record<string, Row[]>> {
  const found: Record<string, Row[]> = {};
  for (const [name, rows] of await readTables(db)) {
    const hits = rows.filter((row) => texts.some((text) => JSON.stringify(row).includes(text)));
    if (hits.length > 0) found[name] = hits;
  }
  return found;
}
