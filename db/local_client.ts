import type {
  Client,
  InStatement,
  ResultSet,
  Transaction,
  TransactionMode,
} from "@libsql/client/sqlite3";
import type { ReadCell } from "@/db/cell.ts";
import { isBusy, openConnection } from "@/db/local_connection.ts";
import type { LocalReader } from "@/db/local_reader.ts";

const TRANSACTION_ENDS = ["commit", "rollback", "close"];

/**
 * A client for a database file that loses nothing and keeps no reader waiting. With `@libsql/client` 0.18 statements
 * join a transaction that somebody else has open. So here everything that may write stands in line behind an open
 * transaction, and what only reads may have a connection of its own beside it.
 * Inside a transaction use only the transaction: the line is not re-entrant.
 */
export function openLocalClient(url: string, reader?: LocalReader): Client {
  const connection = openConnection(url);
  const takeTurn = openLine();

  async function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const leave = await takeTurn();
    try {
      return await connection.whenFree(act);
    } finally {
      leave();
    }
  }

  async function transaction(mode: TransactionMode = "write"): Promise<Transaction> {
    const leave = await takeTurn();
    try {
      const begin = () => connection.client().transaction(mode);
      return leaveAtEnd(await connection.whenFree(begin), leave);
    } catch (error) {
      leave();
      throw error;
    }
  }

  const execute = (statement: InStatement) => inTurn(() => connection.client().execute(statement));

  return new Proxy(connection.client(), {
    get(_, key) {
      if (key === "transaction") return transaction;
      if (key === "execute") return reader ? readBeside(reader, execute) : execute;
      if (key === "close") return leaveOpen;
      const value = (client = connection.client()) => Reflect.get(client, key, client);
      if (typeof value() !== "function") return value();
      return (...args: unknown[]) => inTurn(() => value().apply(connection.client(), args));
    },
  });
}

/** Cells from the reader, and from the line when the reader is told to wait. */
export function cellsBeside(reader: LocalReader, client: Client): ReadCell {
  return (sql, args) => {
    try {
      return reader.readCell(sql, args);
    } catch (error) {
      if (!isBusy(error)) throw error;
      return client.execute({ sql, args }).then(({ rows }) => rows[0]?.[0]);
    }
  };
}

/** What only reads goes to the reader, and to the line when the reader is told to wait. */
function readBeside(reader: LocalReader, execute: Client["execute"]): typeof execute {
  return async (statement: InStatement): Promise<ResultSet> => {
    try {
      return reader.read(statement) ?? await execute(statement);
    } catch (error) {
      if (isBusy(error)) return await execute(statement);
      throw error;
    }
  };
}

/** Nothing that a caller could still do would harm; why the file stays open stands in `local_connection.ts`. */
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
