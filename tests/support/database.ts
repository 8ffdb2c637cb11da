import { type Db, migrateDatabase, openDatabase } from "@/db/client.ts";
import { hasSqld, startSqld } from "@/tools/sqld.ts";

export type DatabaseKind = "file" | "server";

export interface TestDatabase {
  kind: DatabaseKind;
  db: Db;
  url: string;
  close(): Promise<void>;
}

const KINDS = kinds();

/** Registers the test once for each kind of database that this machine can run, each with its own. */
export function withDatabases(name: string, test: (database: TestDatabase) => Promise<void>): void {
  onEachDatabase(name, async (kind) => {
    const database = await openTestDatabase(kind);
    try {
      await test(database);
    } finally {
      await database.close();
    }
  });
}

/** The same for a test that opens its database itself. */
export function onEachDatabase(name: string, test: (kind: DatabaseKind) => Promise<void>): void {
  for (const kind of KINDS) Deno.test(`${name} (${kind})`, () => test(kind));
}

/** An empty database with every table: a file in a temporary folder, or a libSQL server of its own. */
export async function openTestDatabase(kind: DatabaseKind): Promise<TestDatabase> {
  const place = kind === "file" ? await makeFolder() : await startSqld();
  try {
    const { db, close } = await openDatabase(place.url);
    await migrateDatabase(db);
    return {
      kind,
      db,
      url: place.url,
      async close() {
        close();
        await place.stop();
      },
    };
  } catch (error) {
    await place.stop();
    throw error;
  }
}

function kinds(): DatabaseKind[] {
  if (hasSqld()) return ["file", "server"];
  console.info("No libSQL server for this platform: testing on files alone.");
  return ["file"];
}

async function makeFolder() {
  const folder = await Deno.makeTempDir({ prefix: "runnerly-db-" });
  return {
    url: `file:${folder}/test.db`,
    stop: () => Deno.remove(folder, { recursive: true }),
  };
}

/**
 * libsql lets a statement go when it is collected, a turn later. One that is collected while the thread of its file ends
 * takes the whole process with it, so all are collected before; `deno task test` exposes `gc` for that.
 */
Deno.test.afterAll(async () => {
  const { gc } = globalThis as { gc?: () => void };
  for (let round = 0; round < 3; round++) {
    gc?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
});
