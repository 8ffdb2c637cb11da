import type { Client } from "@libsql/client/web";
import type { SQL } from "drizzle-orm";
import { SQLiteAsyncDialect } from "drizzle-orm/sqlite-core";
import type { Db } from "@/db/client.ts";

type Argument = string | number | null;
/** The first cell of the first row; undefined where there is no row, null where there is nothing in it. */
export type ReadCell = (sql: string, args: Argument[]) => unknown;

const dialect = new SQLiteAsyncDialect();
const readers = new WeakMap<Db, ReadCell>();

/** Gives this database a shorter way than its client's. */
export function useCells(db: Db, read: ReadCell): void {
  readers.set(db, read);
}

/**
 * One text from one row, past all that makes rows comfortable: it costs a tenth of that, where each request asks.
 * Undefined where there is no row, or nothing in it.
 */
export async function readText(
  db: Db,
  sql: string,
  ...args: Argument[]
): Promise<string | undefined> {
  const read = readers.get(db);
  const cell = read ? await read(sql, args) : await readByClient(db, sql, args);
  return typeof cell === "string" ? cell : undefined;
}

/** The same for a query that is put together. */
export async function readTextOf(db: Db, query: SQL): Promise<string | undefined> {
  const { sql, params } = dialect.sqlToQuery(query);
  return await readText(db, sql, ...params as Argument[]);
}

async function readByClient(db: Db, sql: string, args: Argument[]): Promise<unknown> {
  const { $client } = db as Db & { $client: Client };
  return (await $client.execute({ sql, args })).rows[0]?.[0];
}
