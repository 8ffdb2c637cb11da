import { inArray, lt, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client.ts";
import { runs } from "@/db/schema/runs.ts";
import { importFailures, imports, tombstones } from "@/db/schema/strava.ts";

/** What the latest reading of the whole list, or one since, could not read, unless it was read or found gone after that. */
export async function listUnreadable(
  db: Db | Tx,
  userId: string,
): Promise<{ externalId: string; reason: string }[]> {
  return await db.all<{ externalId: string; reason: string }>(sql`
    select f.external_id as externalId, f.reason, max(i.created_at) as latest
    from ${importFailures} f join ${imports} i on i.id = f.import_id
    where f.user_id = ${userId} and i.user_id = ${userId}
      and i.created_at >= (select coalesce(max(created_at), 0) from ${imports}
        where user_id = ${userId} and kind <> 'recent' and state = 'done')
      and not exists (select 1 from ${runs} r where r.user_id = ${userId} and r.source = i.source
        and r.external_id = f.external_id and r.fetched_at >= i.created_at)
      and not exists (select 1 from ${tombstones} t where t.user_id = ${userId}
        and t.source = i.source and t.external_id = f.external_id)
    group by f.external_id order by f.external_id limit 100`);
}

export async function deleteOldImportFailures(db: Db, before: number): Promise<void> {
  const old = db.select({ id: imports.id }).from(imports).where(lt(imports.createdAt, before));
  await db.delete(importFailures).where(inArray(importFailures.importId, old));
}
