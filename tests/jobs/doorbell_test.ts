import assert from "node:assert/strict";
import { openDoorbell } from "@/jobs/doorbell.ts";

/** A bell on a real store, and a promise for its nth ring. */
async function openBell(onDeploy = false) {
  const folder = await Deno.makeTempDir({ prefix: "runnerly-kv-" });
  const rings: number[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const bell = await openDoorbell({
    kvPath: `${folder}/kv.db`,
    onDeploy,
    onRing() {
      rings.push(Date.now());
      for (const { count, resolve } of waiting) if (rings.length >= count) resolve();
    },
  });
  return {
    bell,
    rings,
    nth: (count: number) =>
      rings.length >= count
        ? Promise.resolve()
        : new Promise<void>((resolve) => waiting.push({ count, resolve })),
    async close() {
      bell.close();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

for (const onDeploy of [false, true]) {
  const where = onDeploy ? "on Deploy" : "on a queue";

  Deno.test(`ring() wakes the worker, ${where}`, async () => {
    const { bell, nth, close } = await openBell(onDeploy);
    await bell.ring();
    await bell.ring(Date.now() - 5_000);
    await nth(2);
    await close();
  });

  Deno.test(`ring() at a future instant waits for it and rings once, ${where}`, async () => {
    const { bell, nth, rings, close } = await openBell(onDeploy);
    const at = Date.now() + 300;
    await bell.ring(at);
    await bell.ring(at);
    await bell.ring(at + 100);
    await nth(1);
    assert.ok(rings[0] >= at - 5);
    await new Promise((resolve) => setTimeout(resolve, 400));
    assert.equal(rings.length, 1);
    await close();
  });

  Deno.test(`ring() lets an earlier instant overtake, ${where}`, async () => {
    const { bell, nth, rings, close } = await openBell(onDeploy);
    const at = Date.now() + 3_600_000_000;
    await bell.ring(at);
    await bell.ring(Date.now() + 100);
    await nth(1);
    assert.ok(rings[0] < at);
    await close();
  });
}
