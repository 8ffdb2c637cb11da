import {
  type Client,
  Sqlite3Client,
  type Transaction,
  type TransactionMode,
} from "@libsql/client/sqlite3";
import { StatementKeepingPool } from "@/db/kept_statements.ts";

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
  const pool = new StatementKeepingPool(pathOf(url), { timeout: 100 }, 1);
  const client = new Sqlite3Client(pool, "number");
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
        client.reconnect();
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
    get(target, key) {
      if (key === "transaction") return transaction;
      const value = Reflect.get(target, key, target);
      if (typeof value !== "function") return value;
      if (key === "close" || key === "reconnect") return value.bind(target);
      return (...args: unknown[]) => inTurn(() => value.apply(target, args));
    },
  });
}

/** `file:data/app.db`, `file:/srv/app.db` and `file:///srv/app.db`. */
function pathOf(url: string): string {
  const path = url.slice("file:".length);
  return decodeURIComponent(path.startsWith("//") ? new URL(url).pathname : path);
}

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
