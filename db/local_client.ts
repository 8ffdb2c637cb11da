import type { Client, InStatement, Transaction, TransactionMode } from "@libsql/client/sqlite3";
import { type LocalConnection, openConnection } from "@/db/local_connection.ts";

const TRANSACTION_ENDS = ["commit", "rollback", "close"];
const READ = /^\s*select\b/i;

/**
 * A client for a database file that loses nothing and keeps no reader waiting. With `@libsql/client` 0.18 statements
 * join a transaction that somebody else has open. So here: everything that may write stands in line behind an
 * open transaction, and what only reads has a connection of its own, which sees what was committed.
 * Inside a transaction use only the transaction: the line is not re-entrant.
 */
export function openLocalClient(url: string): Client {
  const writer = openConnection(url);
  const reader = openConnection(url);

  async function transaction(mode: TransactionMode = "write"): Promise<Transaction> {
    const leave = await writer.takeTurn();
    try {
      return leaveAtEnd(await writer.whenFree(() => writer.client.transaction(mode)), leave);
    } catch (error) {
      leave();
      throw error;
    }
  }

  function execute(statement: InStatement) {
    const text = typeof statement === "string" ? statement : statement.sql;
    const connection = READ.test(text) ? reader : writer;
    return inTurn(connection, () => connection.client.execute(statement));
  }

  function close(): void {
    reader.client.close();
    writer.client.close();
  }

  return new Proxy(writer.client, {
    get(target, key) {
      if (key === "transaction") return transaction;
      if (key === "execute") return execute;
      if (key === "close") return close;
      const value = Reflect.get(target, key, target);
      if (typeof value !== "function") return value;
      return (...args: unknown[]) => inTurn(writer, () => value.apply(target, args));
    },
  });
}

async function inTurn<T>(connection: LocalConnection, act: () => Promise<T>): Promise<T> {
  const leave = await connection.takeTurn();
  try {
    return await connection.whenFree(act);
  } finally {
    leave();
  }
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
