import type { Db } from "@/db/client.ts";

/** A statement built once for each database: Drizzle's building costs more than SQLite's answering. */
export function prepared<T>(build: (db: Db) => T): (db: Db) => T {
  const statements = new WeakMap<Db, T>();
  return (db) => {
    const known = statements.get(db);
    if (known) return known;
    const statement = build(db);
    statements.set(db, statement);
    return statement;
  };
}
