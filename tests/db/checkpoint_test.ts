import assert from "node:assert/strict";
import { startCheckpoints } from "@/db/client.ts";
import { throttles } from "@/db/schema/accounts.ts";
import { openTestDatabase } from "@/tests/support/database.ts";

const KILOBYTE = "x".repeat(1_000);

Deno.test("a thread writes the log of a file back while nobody commits", async () => {
  const { db, url, close } = await openTestDatabase("file");
  const file = url.slice("file:".length);
  const row = (n: number) => ({ key: `${n} ${KILOBYTE}`, hits: 0, resetsAt: 0 });
  await db.insert(throttles).values(Array.from({ length: 1_000 }, (_, n) => row(n)));
  const before = (await Deno.stat(file)).size;
  assert.ok(before < 1_000_000, "what was written is in the log alone");
  const stop = await startCheckpoints(url);
  while ((await Deno.stat(file)).size < 1_000_000) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  stop();
  assert.equal(await db.$count(throttles), 1_000);
  await close();
});

Deno.test("a server has no log of ours to write back", async () => {
  const stop = await startCheckpoints("http://127.0.0.1:9");
  stop();
});
