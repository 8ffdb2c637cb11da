import { type Client, Sqlite3Client } from "@libsql/client/sqlite3";
import { StatementKeepingPool } from "@/db/kept_statements.ts";

const PRAGMAS = [
  "PRAGMA journal_mode = WAL",
  "PRAGMA synchronous = NORMAL",
  "PRAGMA foreign_keys = ON",
  // Pages of 4 kB. Writing the log back stops this process for some 20 ms, and the usual 1,000 are two pages of an import.
  "PRAGMA wal_autocheckpoint = 16000",
];
const BUSY_FOR_MS = 15_000;

export interface LocalConnection {
  client: Client;
  /** Resolves when it is the caller's turn, first come, first served, with the function that ends the turn. */
  takeTurn(): Promise<() => void>;
  /** To be called in one's turn: tries again while another process holds the file. */
  whenFree<T>(act: () => Promise<T>): Promise<T>;
}

/**
 * One connection to a database file, used by one caller at a time. A busy wait inside SQLite would block the event
 * loop, and after one SQLITE_BUSY a later INSERT can report success without reaching the disk
 * (libsql-client-ts#352): so it waits here, and goes on with a new connection.
 */
export function openConnection(url: string): LocalConnection {
  const client = new Sqlite3Client(
    new StatementKeepingPool(pathOf(url), { timeout: 100 }, 1),
    "number",
  );
  let prepared = false;

  async function whenFree<T>(act: () => Promise<T>): Promise<T> {
    const deadline = performance.now() + BUSY_FOR_MS;
    for (let attempt = 0;; attempt++) {
      try {
        if (!prepared) { for (const pragma of PRAGMAS) await client.execute(pragma); }
        prepared = true;
        return await act();
      } catch (error) {
        if (!isBusy(error)) throw error;
        client.reconnect();
        prepared = false;
        if (performance.now() > deadline) throw error;
        await pause(Math.min(400, 20 * 2 ** attempt) * (0.5 + Math.random()));
      }
    }
  }

  return { client, takeTurn: openLine(), whenFree };
}

/** `file:data/app.db`, `file:/srv/app.db` and `file:///srv/app.db`. */
function pathOf(url: string): string {
  const path = url.slice("file:".length);
  return decodeURIComponent(path.startsWith("//") ? new URL(url).pathname : path);
}

function openLine(): () => Promise<() => void> {
  let last: Promise<void> = Promise.resolve();
  return async () => {
    const before = last;
    const { promise, resolve } = Promise.withResolvers<void>();
    last = promise;
    await before;
    return resolve;
  };
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
