import type { Client } from "@libsql/client/web";
import type { LibSQLDatabase } from "drizzle-orm/libsql";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { useCells } from "@/db/cell.ts";

export type Db = LibSQLDatabase;
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];

interface OpenDatabase {
  db: Db;
  close(): void;
}

/** Opens a database file (`file:…`) or a libSQL server (`http(s):`, `libsql:`, `ws(s):`); native code only for files. A serving process `readsBeside` its writes. */
export async function openDatabase(
  url: string,
  authToken?: string,
  { readsBeside = false } = {},
): Promise<OpenDatabase> {
  if (url.startsWith("file:")) {
    await Deno.mkdir(dirname(url.slice("file:".length)), { recursive: true });
    const { cellsBeside, openLocalClient } = await import("@/db/local_client.ts");
    const { openReader } = await import("@/db/local_reader.ts");
    const { drizzle } = await import("drizzle-orm/libsql/sqlite3");
    const reader = readsBeside ? openReader(url) : undefined;
    const db = drizzle({ client: openLocalClient(url, reader) });
    if (reader) useCells(db, cellsBeside(reader, db.$client));
    return opened(db);
  }
  const { openServerClient } = await import("@/db/server_client.ts");
  const { drizzle } = await import("drizzle-orm/libsql/web");
  return opened(drizzle({ client: openServerClient(url, authToken) }));
}

/** For the process that serves: has a thread write a file's log back, so that no commit does. Answers how to end it. */
export async function startCheckpoints(url: string): Promise<() => void> {
  if (!url.startsWith("file:")) return () => {};
  const { pathOf } = await import("@/db/local_path.ts");
  const thread = new Worker(new URL("./checkpoint_worker.ts", import.meta.url), { type: "module" });
  thread.postMessage(pathOf(url));
  return () => thread.terminate();
}

export async function migrateDatabase(db: Db): Promise<void> {
  const { migrate } = await import("drizzle-orm/libsql/migrator");
  await migrate(db, { migrationsFolder: fileURLToPath(new URL("./migrations", import.meta.url)) });
}

function opened(db: Db & { $client: Client }): OpenDatabase {
  return { db, close: () => db.$client.close() };
}
