import { existsSync } from "node:fs";
import { readDatabaseConfig } from "@/config.ts";
import { openDatabase } from "@/db/client.ts";
import { pathOf } from "@/db/local_path.ts";

/** The database that Runnerly works on already. A file that is not there is no new one: the operator means another. */
export async function openKnownDatabase(): Promise<Awaited<ReturnType<typeof openDatabase>>> {
  const { url, token } = readDatabaseConfig();
  if (url.startsWith("file:") && !existsSync(pathOf(url))) {
    console.error(
      `Cannot find a database at ${url}. Name Runnerly's in DATABASE_URL; the demo's is file:data/demo/runnerly.db.`,
    );
    Deno.exit(1);
  }
  return await openDatabase(url, token);
}
