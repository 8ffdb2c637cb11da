import assert from "node:assert/strict";
import { sql } from "drizzle-orm";
import { throttles } from "@/db/schema/accounts.ts";
import { openTestDatabase } from "@/tests/support/database.ts";

const row = (key: string) => ({ key, hits: 0, resetsAt: 0 });

Deno.test("a statement that was refused works the next time", async () => {
  const { db, close } = await openTestDatabase("file");
  const insert = (key: string) => db.insert(throttles).values(row(key));
  await insert("one");
  for (let n = 0; n < 3; n++) {
    await assert.rejects(insert("one"));
    await insert(`after ${n}`);
  }
  assert.equal(await db.$count(throttles), 4);
  await close();
});

Deno.test("a statement goes on when a table has changed", async () => {
  const { db, close } = await openTestDatabase("file");
  const read = () => db.select().from(throttles);
  await db.insert(throttles).values(row("one"));
  assert.deepEqual(await read(), [row("one")]);
  await db.run(sql`alter table throttles add column note text default 'new'`);
  await db.run(sql`create index throttles_note on throttles (note)`);
  assert.deepEqual(await read(), [row("one")]);
  await db.insert(throttles).values(row("two"));
  assert.deepEqual(await read(), [row("one"), row("two")]);
  await close();
});

Deno.test("many shapes of a query all answer", async () => {
  const { db, close } = await openTestDatabase("file");
  for (let n = 0; n < 500; n++) {
    const answer = await db.get<{ n: number }>(sql.raw(`select ${n} as n`));
    assert.equal(answer?.n, n);
  }
  await close();
});
