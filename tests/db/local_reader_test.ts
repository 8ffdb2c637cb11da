import assert from "node:assert/strict";
import { readText } from "@/db/cell.ts";
import { openDatabase } from "@/db/client.ts";
import { openLocalClient } from "@/db/local_client.ts";
import { openReader } from "@/db/local_reader.ts";
import { openTestDatabase } from "@/tests/support/database.ts";

const MIXED = "select ? as number, ? as real, ? as text, ? as missing, ? as yes, ? as bytes";
const VALUES = [42, 1.5, "long run", null, true, new Uint8Array([0, 255])];

Deno.test("a reader's rows are the client's rows, by name and by position", async () => {
  const { url, close } = await openTestDatabase("file");
  const tx = await openLocalClient(url).transaction("read");
  const expected = await tx.execute({ sql: MIXED, args: VALUES });
  await tx.commit();
  const read = openReader(url);
  for (let time = 0; time < 2; time++) {
    const found = read.read({ sql: MIXED, args: VALUES });
    assert.ok(found);
    assert.deepEqual(found.columns, expected.columns);
    assert.deepEqual({ ...found.rows[0] }, { ...expected.rows[0] });
    assert.deepEqual(Array.from(found.rows[0]), Array.from(expected.rows[0]));
  }
  await close();
});

Deno.test("a reader leaves what may write to the other connection", async () => {
  const { url, close } = await openTestDatabase("file");
  const reader = openReader(url);
  const writes = ["insert into throttles values ('a', 1, 1) returning key", "PRAGMA user_version"];
  for (const sql of writes) assert.equal(reader.read(sql), undefined);
  assert.equal(reader.read({ sql: "select :name", args: { name: 1 } }), undefined);
  await close();
});

Deno.test("a read waits for no open transaction and sees what was committed", async () => {
  const { url, close } = await openTestDatabase("file");
  const client = openLocalClient(url, openReader(url));
  const count = async () => (await client.execute("select count(*) as n from throttles")).rows[0].n;
  const tx = await client.transaction("write");
  await tx.execute("insert into throttles values ('a', 1, 1)");
  assert.equal(await count(), 0);
  await tx.commit();
  assert.equal(await count(), 1);
  await close();
});

Deno.test("a read that fails says why and leaves the next one alone", async () => {
  const { url, close } = await openTestDatabase("file");
  const client = openLocalClient(url, openReader(url));
  await assert.rejects(client.execute("select * from nowhere"), /no such table: nowhere/);
  await client.execute("create table nowhere (a integer)");
  await client.execute("insert into nowhere values (1)");
  assert.equal((await client.execute("select a from nowhere")).rows.length, 1);
  await close();
});

Deno.test("readText() answers one cell, from the reader or from the client", async () => {
  const { url, close } = await openTestDatabase("file");
  for (const readsBeside of [true, false]) {
    const { db } = await openDatabase(url, undefined, { readsBeside });
    assert.equal(await readText(db, "select ? || ?", "a", "b"), "ab");
    assert.equal(await readText(db, "select null"), undefined);
    assert.equal(await readText(db, "select key from throttles where hits = ?", 7), undefined);
    await assert.rejects(readText(db, "select * from nowhere"), /no such table: nowhere/);
  }
  await close();
});
