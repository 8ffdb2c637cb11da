import { type Client, createClient } from "@libsql/client/sqlite3";

const PRAGMAS = [
  "PRAGMA journal_mode = WAL",
  "PRAGMA synchronous = NORMAL",
  "PRAGMA foreign_keys = ON",
  // Pages of 4 kB. Writing the log back holds the event loop for 10 ms and more, so a thread does it in time.
  "PRAGMA wal_autocheckpoint = 4000",
];
const BUSY_FOR_MS = 15_000;

/**
 * A statement that is collected after its connection is gone ends the process (libsql 0.5.29, seen in its core).
 * So no connection is closed, and none is ever let go: it ends with the process, or with the thread of a test file.
 */
const connections = new Set<Client>();

interface LocalConnection {
  /** The client of the moment: another one after SQLITE_BUSY. */
  client(): Client;
  /** To be called by one at a time: tries again while another process holds the file. */
  whenFree<T>(act: () => Promise<T>): Promise<T>;
}

/**
 * One connection to a database file. A busy wait inside SQLite would block the event loop, and after one SQLITE_BUSY
 * a later INSERT can report success without reaching the disk (libsql-client-ts#352): so it waits here, and goes on
 * with a new connection.
 */
export function openConnection(url: string): LocalConnection {
  let client = connect(url);
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
        client = connect(url);
        prepared = false;
        if (performance.now() > deadline) throw error;
        await pause(Math.min(400, 20 * 2 ** attempt) * (0.5 + Math.random()));
      }
    }
  }

  return { client: () => client, whenFree };
}

function connect(url: string): Client {
  const client = createClient({ url, concurrency: 1, timeout: 100 });
  connections.add(client);
  return client;
}

export function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
