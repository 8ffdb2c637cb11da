import { deepStrictEqual, ok } from "node:assert/strict";
import { drizzle } from "drizzle-orm/libsql";
import type { Tx } from "@/db/client.ts";
import type { openLocalClient } from "@/db/local_client.ts";
import { toRunFacts } from "@/domain/strava/activity.ts";
import { type PrintedFacts, storeFacts } from "@/domain/strava/store.ts";
import { seedRunner } from "@/tools/bench/seed.ts";
import { openTestDatabase } from "@/tests/support/database.ts";

type Client = ReturnType<typeof openLocalClient>;
/** As the database layer asks it. */
type Statement = { sql: string; args: never[] };

const START = Date.UTC(2026, 4, 4, 8);
/** A walk through a table, or through all of a runner's rows. */
const WHOLE = /^SCAN (runs|run_details|tombstones|other|edited)\b|\(user_id=\?( AND source=\?)?\)$/;

function factsOf(i: number, fingerprint: string): PrintedFacts {
  const at = new Date(START - i * 86_400_000);
  const facts = toRunFacts({
    id: String(9_000 + i),
    sport_type: "Run",
    name: `Run ${i}`,
    start_date: at.getTime(),
    start_date_local: at.toISOString(),
    distance: 5_000,
    moving_time: 1_500,
    elapsed_time: 1_600,
    map: { summary_polyline: `line ${fingerprint}` },
    workout_type: null,
    total_elevation_gain: 10,
    average_heartrate: 150,
    max_heartrate: 160,
    average_cadence: 80,
    visibility: "everyone",
  });
  return { ...facts, fingerprint };
}

/** A runner has a handful of webhooks, and of their words only one row is looked for: no history in either. */
const BOUNDED = /\b(webhooks_user|sqlite_autoindex_run_words_1)\b/;

/** A client that writes down what it is asked. */
function recording(client: Client, asked: Statement[]): Client {
  return new Proxy(client, {
    get(target, key) {
      if (key !== "execute") return Reflect.get(target, key, target);
      return (statement: Statement) => {
        asked.push(statement);
        return target.execute(statement);
      };
    },
  });
}

Deno.test("storing a page reads no more of a history than the page", async () => {
  const { db, close } = await openTestDatabase("file");
  const { $client: client } = db as unknown as { $client: Client };
  const { userId } = await seedRunner(db, { email: "a@example.org", runs: 300, now: START });
  const asked: Statement[] = [];
  const tx = drizzle(recording(client, asked)) as unknown as Tx;
  const store = (fingerprint: string) =>
    storeFacts(
      tx,
      { now: START, maxAgeMs: null },
      userId,
      Array.from({ length: 40 }, (_, i) => factsOf(i, i < 20 ? "same" : fingerprint)),
    );
  deepStrictEqual((await store("new")).added, 40);
  deepStrictEqual((await store("edited")).updated, 20);
  ok(asked.length >= 12, `${asked.length} statements`);
  for (const statement of asked) {
    const { sql, args } = statement;
    const { rows } = await client.execute({ sql: `explain query plan ${sql}`, args });
    const walks = rows.map(({ detail }) => String(detail))
      .filter((line) => WHOLE.test(line) && !BOUNDED.test(line));
    deepStrictEqual(walks, [], sql);
  }
  await close();
});
