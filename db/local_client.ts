import {
  type Client,
  createClient,
  type Transaction,
  type TransactionMode,
} from "@libsql/client/sqlite3";

const PRAGMAS = [
  "PRAGMA journal_mode = WAL",
  "PRAGMA synchronous = NORMAL",
  "PRAGMA foreign_keys = ON",
];
const BUSY_FOR_MS = 15_000;
const TRANSACTION_ENDS = ["commit", "rollback", "close"];

/**
 * A client for a database file that loses nothing. `@libsql/client` 0.18 has three traps with files: statements
 * join a transaction that somebody else has open, a busy wait blocks the event loop, and after one SQLITE_BUSY
 * a later INSERT can report success without reaching the disk (libsql-client-ts#352). So here: one
 * connection, everything in line behind an open transaction, a new connection after each SQLITE_BUSY.
 * Inside a transaction use only the transaction: the line is not re-entrant.
 */
export function openLocalClient(url: string): Client {
  const connect = () => createClient({ url, concurrency: 1, timeout: 100 });
  let client = connect();
  const takeTurn = openLine();
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
        client = connect();
        prepared = false;
        if (performance.now() > deadline) throw error;
        await pause(Math.min(400, 20 * 2 ** attempt) * (0.5 + Math.random()));
      }
    }
  }

  async function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const leave = await takeTurn();
    try {
      return await whenFree(act);
    } finally {
      leave();
    }
  }

  async function transaction(mode: TransactionMode = "write"): Promise<Transaction> {
    const leave = await takeTurn();
    try {
      return leaveAtEnd(await whenFree(() => client.transaction(mode)), leave);
    } catch (error) {
      leave();
      throw error;
    }
  }

  return new Proxy(client, {
    get(_, key) {
      if (key === "transaction") return transaction;
      if (key === "close") return leaveOpen;
      const value = Reflect.get(client, key, client);
      if (typeof value !== "function") return value;
      return (...args: unknown[]) =>
        inTurn(() => Reflect.get(client, key, client).apply(client, args));
    },
  });
}

/**
 * A statement that is collected after its connection was closed ends the process (libsql 0.5.29, seen in its core).
 * So no connection is closed by hand: it goes with its last statement, or with the process.
 */
function leaveOpen(): void {}

/** First come, first served: resolves when it is the caller's turn, with the function that ends the turn. */
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

function leaveAtEnd(transaction: Transaction, leave: () => void): Transaction {
  return new Proxy(transaction, {
    get(target, key) {
      const value = Reflect.get(target, key, target);
      if (typeof value !== "function") return value;
      if (typeof key !== "string" || !TRANSACTION_ENDS.includes(key)) return value.bind(target);
      return (...args: unknown[]) => {
        const ended = value.apply(target, args);
        if (ended instanceof Promise) return ended.finally(leave);
        leave();
        return ended;
      };
    },
  });
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
