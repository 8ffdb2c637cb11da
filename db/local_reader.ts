import type { InStatement, ResultSet } from "@libsql/client/sqlite3";
import Database from "libsql";
import { LRUCache } from "lru-cache";
import { pathOf } from "@/db/local_path.ts";

/** Filters make many shapes of a query, so the least used ones go. */
const KEPT = 200;
const READ = /^\s*select\b/i;

type Connection = Database.Database;
type Row = ResultSet["rows"][number];

interface KeptStatement {
  all(args: unknown[]): unknown[][];
  first(args: unknown[]): unknown[] | undefined;
  columns: string[];
  columnTypes: string[];
  toRow(values: unknown[]): Row;
}

/** Never let go, for the reason in `local_connection.ts`. */
const connections = new Set<Connection>();

export interface LocalReader {
  /** Undefined for what may write, or for arguments by name: that is for the other connection. */
  read(statement: InStatement, args?: unknown): ResultSet | undefined;
  /** The first cell of the first row; a third of what `read` costs. */
  readCell(sql: string, args: unknown[]): unknown | undefined;
}

/**
 * A second connection to a database file, for reading only: it sees what was committed and waits for no transaction.
 * It prepares each statement once, which costs `@libsql/client` more at every call than most answers do. A thread that
 * ends may crash when it has used two connections much, so only a serving process has one: it ends as a whole.
 * Integers beyond 2^53 lose their last digits: we store none.
 */
export function openReader(url: string): LocalReader {
  const kept = new LRUCache<string, KeptStatement>({ max: KEPT });
  let connection: Connection | undefined;

  function prepare(sql: string): KeptStatement {
    const known = kept.get(sql);
    if (known) return known;
    connection ??= connect(pathOf(url));
    const statement = connection.prepare(sql).raw(true);
    const described = statement.columns();
    const columns = described.map(({ name }) => name);
    const fresh = {
      all: (args: unknown[]) => statement.all(args) as unknown[][],
      first: (args: unknown[]) => statement.get(args) as unknown[] | undefined,
      columns,
      columnTypes: described.map(({ type }) => type ?? ""),
      toRow: rowMaker(columns),
    };
    kept.set(sql, fresh);
    return fresh;
  }

  return {
    readCell: (sql, args) => prepare(sql).first(args)?.[0],
    read(statement, args = []) {
      const asked = typeof statement === "string" ? { sql: statement, args } : statement;
      const values = asked.args ?? [];
      if (!READ.test(asked.sql) || !Array.isArray(values)) return undefined;
      const { all, columns, columnTypes, toRow } = prepare(asked.sql);
      const rows = all(values.map(toSql)).map((row) => toRow(row.map(fromSql)));
      const toJSON = () => ({ columns, columnTypes, rows });
      return { columns, columnTypes, rows, rowsAffected: 0, lastInsertRowid: undefined, toJSON };
    },
  };
}

function connect(path: string): Connection {
  const connection = new Database(path, { timeout: 100 });
  connection.exec("PRAGMA query_only = ON");
  connections.add(connection);
  return connection;
}

/** Rows as `@libsql/client` has them: values by position, and by name when listed. */
function rowMaker(columns: string[]): (values: unknown[]) => Row {
  class NamedRow {
    readonly #values: unknown[];

    static {
      Object.defineProperty(this.prototype, "length", { value: columns.length });
      for (const position of columns.keys()) {
        const get = function (this: NamedRow) {
          return this.#values[position];
        };
        Object.defineProperty(this.prototype, position, { get });
      }
    }

    constructor(values: unknown[]) {
      this.#values = values;
      for (const [i, name] of columns.entries()) Reflect.set(this, name, values[i]);
    }
  }
  return (values) => new NamedRow(values) as unknown as Row;
}

function toSql(value: unknown): unknown {
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new RangeError("SQLite has no number for Infinity or NaN");
  }
  return value instanceof Date ? value.getTime() : value;
}

function fromSql(value: unknown): unknown {
  return value instanceof Uint8Array ? Uint8Array.from(value).buffer : value;
}
