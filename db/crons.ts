import type { Db } from "@/db/client.ts";
import { crons } from "@/db/schema/jobs.ts";

/** Notes that a cron came by and did its work. */
export async function noteCron(db: Db, name: string, ranAt: number): Promise<void> {
  await db.insert(crons).values({ name, ranAt })
    .onConflictDoUpdate({ target: crons.name, set: { ranAt } });
}

export async function listCrons(db: Db): Promise<Map<string, number>> {
  const rows = await db.select().from(crons).limit(50);
  return new Map(rows.map(({ name, ranAt }) => [name, ranAt]));
}
