import assert from "node:assert/strict";
import { openServerClient } from "@/db/server_client.ts";
import { type Db, openDatabase } from "@/db/client.ts";
import { throttles } from "@/db/schema/accounts.ts";
import { openTestDatabase } from "@/tests/support/database.ts";
import { hasSqld } from "@/tools/sqld.ts";

const ignore = !hasSqld();
const row = (key: string, hits = 0) => ({ key, hits, resetsAt: 0 });

function add(db: Db): Promise<void> {
  return db.transaction(async (tx) => {
    const [{ hits }] = await tx.select().from(throttles);
    await tx.update(throttles).set({ hits: hits + 1 });
  });
}

Deno.test({
  name: "transactions of two clients, more than the server takes at once, lose nothing",
  ignore,
  async fn() {
    const { db, url, close } = await openTestDatabase("server");
    const other = await openDatabase(url);
    await db.insert(throttles).values(row("counter"));
    await Promise.all(
      Array.from({ length: 200 }, (_, n) => add(n % 2 ? db : other.db)),
    );
    assert.equal((await db.select().from(throttles))[0].hits, 200);
    other.close();
    await close();
  },
});

Deno.test({
  name: "a transaction that made others wait too long does nothing at all",
  ignore,
  async fn() {
    const { db, url, close } = await openTestDatabase("server");
    const other = await openDatabase(url);
    const overtaken = Promise.withResolvers<void>();
    const started = Promise.withResolvers<void>();
    const slow = db.transaction(async (tx) => {
      await tx.insert(throttles).values(row("slow, before"));
      started.resolve();
      await overtaken.promise;
      await assert.rejects(async () => await tx.insert(throttles).values(row("slow, failing")));
      await tx.insert(throttles).values(row("slow, after")).catch(() => {});
    });
    await started.promise;
    await other.db.insert(throttles).values(row("waiting"));
    overtaken.resolve();
    await assert.rejects(slow, { code: "TRANSACTION_TIMEOUT" });
    assert.deepEqual((await db.select().from(throttles)).map(({ key }) => key), ["waiting"]);
    other.close();
    await close();
  },
});

Deno.test({
  name: "a transaction tells the error that ended it, even when it was overtaken",
  ignore,
  async fn() {
    const { db, close } = await openTestDatabase("server");
    const failing = db.transaction(async (tx) => {
      await tx.insert(throttles).values(row("undone"));
      await tx.run("rollback");
      throw new Error("changed my mind");
    });
    await assert.rejects(failing, /changed my mind/);
    assert.equal(await db.$count(throttles), 0);
    await close();
  },
});

Deno.test({
  name: "a transaction goes on after a refused duplicate",
  ignore,
  async fn() {
    const { db, close } = await openTestDatabase("server");
    await db.transaction(async (tx) => {
      await tx.insert(throttles).values(row("one"));
      await assert.rejects(async () => await tx.insert(throttles).values(row("one")));
      await tx.insert(throttles).values(row("two"));
    });
    assert.equal(await db.$count(throttles), 2);
    await close();
  },
});

Deno.test("a server that does not answer is given up, and asked again the next time", async () => {
  const forgotten = Promise.withResolvers<void>();
  let asked = 0;
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async () => {
      asked++;
      await forgotten.promise;
      return new Response(null, { status: 500 });
    },
  );
  const url = `http://127.0.0.1:${server.addr.port}`;
  const client = openServerClient(url, undefined, { timeoutMs: 50 });
  await assert.rejects(client.execute("select 1"), /timeout/i);
  const before = asked;
  await assert.rejects(client.execute("select 1"), /timeout/i);
  assert.ok(asked > before, "a request of its own");
  client.close();
  forgotten.resolve();
  await server.shutdown();
});
