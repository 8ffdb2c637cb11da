import { ConnectionPool } from "@libsql/client/sqlite3";
import { LRUCache } from "lru-cache";

type Connection = ReturnType<ConnectionPool["acquireSync"]>;
type Statement = ReturnType<Connection["prepare"]>;

/** Filters make many shapes of a query, so the least used ones go. */
const KEPT = 200;
const REPEATED = /^\s*(select|with|insert|update|delete)\b/i;

/**
 * Connections that prepare each statement once. `@libsql/client` prepares at every call, which costs more than most
 * answers; its pool is the one place to change that, and it exports its pool. A statement that failed is forgotten,
 * and all of them go with their connection.
 */
export class StatementKeepingPool extends ConnectionPool {
  override acquireSync(forTransaction?: boolean): Connection {
    const connection = super.acquireSync(forTransaction);
    if (!Object.hasOwn(connection, "prepare")) keepStatements(connection);
    return connection;
  }
}

function keepStatements(connection: Connection): void {
  const kept = new LRUCache<string, Statement>({ max: KEPT });
  const prepare = connection.prepare.bind(connection);
  const close = connection.close.bind(connection);
  Object.assign(connection, {
    prepare(sql: string): Statement {
      const known = kept.get(sql);
      if (known) return known;
      const statement = prepare(sql);
      if (REPEATED.test(sql)) kept.set(sql, forgotWhenFailed(statement, () => kept.delete(sql)));
      return statement;
    },
    close(): void {
      kept.clear();
      close();
    },
  });
}

/** SQLite may hold on to what a failed statement began, until the statement itself goes. */
function forgotWhenFailed(statement: Statement, forget: () => void): Statement {
  const watched = (act: (...args: never) => unknown) => (...args: unknown[]) => {
    try {
      return Reflect.apply(act, statement, args);
    } catch (error) {
      forget();
      throw error;
    }
  };
  return Object.assign(statement, { all: watched(statement.all), run: watched(statement.run) });
}
