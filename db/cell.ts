import type { Client } from "@libsql/client/web";
import type { Db } from "@/db/client.ts";

type Argument = string | number | null;
/** The first cell of the first row; undefined where there is no row, null where there is nothing in it. */
export type ReadCell = (
  sql: string,
  args: Argument[],
) => unknown | undefined | Promise<unknown | undefined>;

const readers = new WeakMap<Db, ReadCell>();

export function useCells(db: Db, read: ReadCell): void {
  readers.set(db, read);
}

/** For a client that has no shorter way. */
export function cellsOf(client: Client): ReadCell {
  return async (sql, args) => (await client.execute({ sql, args })).rows[0]?.[0];
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
  if (!read) throw new Error("This database was not opened by openDatabase()");
  const cell = await read(sql, args);
  return typeof cell === "string" ? cell : undefined;
}
