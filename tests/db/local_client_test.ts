import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { type Db, openDatabase } from "@/db/client.ts";
import { throttles } from "@/db/schema/accounts.ts";
import { openTestDatabase } from "@/tests/support/database.ts";

const HOLDER = fileURLToPath(new URL("../support/lock_holder.ts", import.meta.url));

const row = (key: string, hits = 0) => ({ key, hits, resetsAt: 0 });

async function keys(db: Db): Promise<string[]> {
  return (await db.select().from(throttles)).map(({ key }) => key).sort();
}

/** What another connection sees: what is on the disk, not what this one believes. */
async function keysOnDisk(url: string): Promise<string[]> {
  const { db, close } = await openDatabase(url);
  const seen = await keys(db);
  close();
  return seen;
}

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}

Deno.test("parallel transactions, reads and rollbacks lose nothing", async () => {
  const { db, url, close } = await openTestDatabase("file");
  await db.insert(throttles).values(row("counter"));
  const add = () =>
    db.transaction(async (tx) => {
      const [{ hits }] = await tx.select().from(throttles);
      await pause(0);
      await tx.update(throttles).set({ hits: hits + 1 });
    });
  const failing = () =>
    db.transaction(async (tx) => {
      await tx.update(throttles).set({ hits: -1000 });
      await pause(0);
      throw new Error("changed my mind");
    });
  const read = async () => {
    const [{ hits }] = await db.select().from(throttles);
    assert.ok(hits >= 0, "a read sees no transaction from the inside");
  };
  const all = Array.from({ length: 50 }, (_, n) => [
    add(),
    read(),
    ...(n % 5 < 2 ? [assert.rejects(failing(), /changed my mind/)] : []),
  ]);
  await Promise.all(all.flat());
  const [{ hits }] = await db.select().from(throttles);
  assert.equal(hits, 50);
  assert.deepEqual(await keysOnDisk(url), ["counter"]);
  await close();
});

Deno.test("a write waits for another process without blocking this one", async () => {
  const { db, url, close } = await openTestDatabase("file");
  const holder = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", HOLDER, url, "3000"],
    stdout: "piped",
  }).spawn();
  const output = holder.stdout.getReader();
  await output.read();

  let ticks = 0;
  const clock = setInterval(() => ticks++, 10);
  await db.insert(throttles).values(row("waited"));
  clearInterval(clock);
  assert.ok(ticks >= 5, `the event loop turned ${ticks} times`);

  await output.cancel();
  assert.equal((await holder.status).success, true);
  assert.deepEqual(await keysOnDisk(url), ["holder", "waited"]);
  await close();
});

// https://github.com/tursodatabase/libsql-client-ts/issues/352
for (const kind of ["insert", "batch", "transaction"]) {
  Deno.test(`after a busy ${kind}, what reports success is on the disk`, async () => {
    const { db, url, close } = await openTestDatabase("file");
    const other = await openDatabase(url);
    await db.insert(throttles).values(row("first"));
    const released = Promise.withResolvers<void>();
    const held = other.db.transaction(async (tx) => {
      await tx.insert(throttles).values(row("held"));
      await released.promise;
    });
    await pause(20);
    const busy = write(db, kind, "busy");
    await pause(500);
    released.resolve();
    await Promise.all([held, busy]);
    await db.insert(throttles).values(row("later insert"));
    await write(db, "batch", "later batch");
    await write(db, "transaction", "later transaction");
    other.close();
    assert.deepEqual(await keysOnDisk(url), [
      "busy",
      "first",
      "held",
      "later batch",
      "later insert",
      "later transaction",
    ]);
    await close();
  });
}

async function write(db: Db, kind: string, key: string): Promise<void> {
  if (kind === "insert") await db.insert(throttles).values(row(key));
  else if (kind === "batch") await db.batch([db.insert(throttles).values(row(key))]);
  else await db.transaction(async (tx) => void await tx.insert(throttles).values(row(key)));
}

Deno.test("a transaction that cannot commit leaves the connection usable", async () => {
  const { db, url, close } = await openTestDatabase("file");
  const failing = db.transaction(async (tx) => {
    await tx.insert(throttles).values(row("twice"));
    await tx.insert(throttles).values(row("twice"));
  });
  const after = db.insert(throttles).values(row("after"));
  await assert.rejects(failing);
  await after;
  assert.deepEqual(await keysOnDisk(url), ["after"]);
  await close();
});
