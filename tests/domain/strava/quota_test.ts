import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { Db } from "@/db/client.ts";
import { getStravaQuota } from "@/db/strava_quota.ts";
import {
  estimateFinish,
  noteInactive,
  noteQuota,
  noteRefusal,
  type Purpose,
  quotaLeft,
  resumesAt,
  takeCall,
} from "@/domain/strava/quota.ts";
import { openTestDatabase, withDatabases } from "@/tests/support/database.ts";

const at = (time: string) => Date.parse(`2026-05-04T${time}Z`);
const MARGIN = 5_000;
const quota = (shortUsed: number, dailyUsed: number) => ({
  shortLimit: 100,
  dailyLimit: 1_000,
  shortUsed,
  dailyUsed,
});

Deno.test("resumesAt() is a little after the next quarter hour, or midnight UTC when the day is spent", () => {
  const cases = [
    [quota(100, 300), "08:05:00", "08:15:00"],
    [quota(101, 300), "08:14:59.999", "08:15:00"],
    [quota(100, 300), "08:15:00", "08:30:00"],
    [quota(100, 300), "23:50:00", "24:00:00"],
    [quota(5, 1_000), "08:05:00", "24:00:00"],
    [quota(100, 1_001), "00:00:00", "24:00:00"],
    [undefined, "08:46:00", "09:00:00"],
  ] as const;
  for (const [spent, now, expected] of cases) {
    strictEqual(resumesAt(spent, at(now)) - MARGIN, at(expected), now);
  }
});

/** How many calls are granted at once, and when the next may be. */
async function takeAll(db: Db, purpose: Purpose, now: number) {
  for (let taken = 0;; taken++) {
    const refusal = await takeCall(db, purpose, now);
    if (refusal) return { taken, ...refusal };
  }
}

withDatabases("takeCall() keeps a fifth for people and events", async ({ db }) => {
  const now = at("08:05:00");
  deepStrictEqual(await takeAll(db, "details", now), {
    taken: 80,
    until: at("08:15:00") + MARGIN,
    problem: "quota",
  });
  strictEqual((await takeAll(db, "lists", now)).taken, 0);
  strictEqual((await takeAll(db, "person", now)).taken, 20);
  strictEqual((await takeAll(db, "person", at("08:15:04"))).taken, 0);
  strictEqual((await takeAll(db, "person", at("08:15:05"))).taken, 100);
});

withDatabases("takeCall() gives no call twice to those who ask at once", async ({ db }) => {
  const now = at("08:05:00");
  await takeCall(db, "person", now);
  const asked = Array.from({ length: 150 }, () => takeCall(db, "person", now));
  const granted = (await Promise.all(asked)).filter((refusal) => refusal === undefined);
  strictEqual(granted.length, 99);
});

Deno.test("takeCall() leaves details less of a day than looks, those less than lists, and lists less than people", async () => {
  const { db, close } = await openTestDatabase("file");
  const now = at("08:05:00");
  await takeCall(db, "details", now);
  await noteQuota(db, quota(10, 640), now);
  strictEqual((await takeAll(db, "details", now)).taken, 10);
  strictEqual((await takeAll(db, "details", now)).until, at("24:00:00") + MARGIN);
  await noteQuota(db, quota(10, 695), now);
  strictEqual((await takeAll(db, "looks", now)).taken, 5);
  await noteQuota(db, quota(10, 790), now);
  strictEqual((await takeAll(db, "lists", now)).taken, 10);
  await noteQuota(db, quota(10, 997), now);
  strictEqual((await takeAll(db, "person", now)).taken, 3);
  await close();
});

Deno.test("what Strava counted holds, unless more is under way here", async () => {
  const { db, close } = await openTestDatabase("file");
  const now = at("08:05:00");
  await takeCall(db, "person", now);
  await noteQuota(db, quota(95, 300), now);
  await noteQuota(db, quota(90, 290), now);
  strictEqual((await takeAll(db, "person", now)).taken, 5);
  await noteQuota(db, { ...quota(0, 0), shortLimit: 200 }, at("08:15:05"));
  strictEqual((await takeAll(db, "person", at("08:15:05"))).taken, 200);
  await close();
});

Deno.test("a refusal rests all calls: without headers for longer each time, until midnight at most", async () => {
  const { db, close } = await openTestDatabase("file");
  await takeCall(db, "person", at("08:05:00"));
  const cases = [["08:05:00", "08:15:00"], ["08:15:05", "08:45:00"], ["08:45:05", "09:45:00"], [
    "23:00:00",
    "24:00:00",
  ]];
  for (const [now, until] of cases) {
    strictEqual(await noteRefusal(db, undefined, at(now)), at(until) + MARGIN, now);
    const refusal = await takeCall(db, "person", at(until));
    deepStrictEqual(refusal, { until: at(until) + MARGIN, problem: "quota" });
  }
  const tomorrow = at("24:00:00") + MARGIN;
  await noteQuota(db, quota(1, 1), tomorrow);
  strictEqual(await noteRefusal(db, undefined, tomorrow), tomorrow + 900_000);
  await close();
});

Deno.test("refusals that were under way together are one, and shorten no rest that is known", async () => {
  const { db, close } = await openTestDatabase("file");
  const now = at("08:05:00");
  await takeCall(db, "person", now);
  for (let i = 0; i < 4; i++) {
    strictEqual(await noteRefusal(db, undefined, now), at("08:15:00") + MARGIN);
  }
  strictEqual(await noteInactive(db, now), now + 3_600_000);
  strictEqual(await noteRefusal(db, undefined, now), now + 3_600_000);
  const refusal = await takeCall(db, "person", now);
  deepStrictEqual(refusal, { until: now + 3_600_000, problem: "inactive" });
  await close();
});

Deno.test("an answer that took until the next day counts nothing in it", async () => {
  const { db, close } = await openTestDatabase("file");
  await takeCall(db, "person", at("23:59:50"));
  const next = at("24:00:00") + 6_000;
  await takeCall(db, "person", next);
  await noteQuota(db, quota(1, 1), next);
  await noteQuota(db, quota(40, 990), at("23:59:50"));
  const seen = await getStravaQuota(db);
  deepStrictEqual([seen?.shortUsed, seen?.dailyUsed], [1, 1]);
  strictEqual(await takeCall(db, "lists", next), undefined);
  await close();
});

Deno.test("estimateFinish() fills quarter after quarter up to what is kept, and day after day", () => {
  const seen = { ...quota(0, 0), seenAt: at("08:00:10"), blockedUntil: null };
  const row = { ...seen, blockedBecause: null, refusals: 0 };
  const finish = (calls: number) =>
    estimateFinish(calls, row, { purpose: "details", now: at("08:00:10") });
  strictEqual(finish(80), at("08:00:10"));
  strictEqual(finish(81), at("08:15:00"));
  strictEqual(finish(650), at("10:00:00"));
  strictEqual(finish(651), at("24:00:00"));
  strictEqual(finish(1_301), at("24:00:00") + 86_400_000);
});

Deno.test("quotaLeft() counts what is left of the windows that go on, and all of the new ones", () => {
  const seen = { ...quota(40, 940), seenAt: at("08:00:00") };
  deepStrictEqual(quotaLeft(seen, at("08:10:00")), { short: 60, daily: 60 });
  deepStrictEqual(quotaLeft(seen, at("08:15:05")), { short: 100, daily: 60 });
  deepStrictEqual(quotaLeft(seen, at("24:00:00") + MARGIN), { short: 100, daily: 1_000 });
  const over = { ...quota(120, 1_200), seenAt: at("08:00:00") };
  deepStrictEqual(quotaLeft(over, at("08:00:05")), { short: 0, daily: 0 });
});

Deno.test("where a window begins, nobody waits for the one after, and no call is forgotten", async () => {
  const { db, close } = await openTestDatabase("file");
  const { taken } = await takeAll(db, "person", at("08:14:59"));
  strictEqual(taken, 100);
  const early = await takeCall(db, "person", at("08:15:01"));
  strictEqual(early?.until, at("08:15:00") + MARGIN);
  await noteQuota(db, quota(990, 990), at("23:59:59"));
  const midnight = await takeCall(db, "person", at("24:00:00") + 1_000);
  strictEqual(midnight?.until, at("24:00:00") + MARGIN);
  await close();
});

Deno.test("what was called where a window begins counts in it, unless Strava says that it began", async () => {
  const { db, close } = await openTestDatabase("file");
  strictEqual((await takeAll(db, "details", at("08:15:02"))).taken, 80);
  strictEqual((await takeAll(db, "details", at("08:15:06"))).taken, 0);
  strictEqual((await takeAll(db, "details", at("08:30:05"))).taken, 80);
  await takeCall(db, "person", at("08:45:02"));
  await noteQuota(db, quota(1, 162), at("08:45:02"));
  strictEqual((await takeAll(db, "details", at("08:45:06"))).taken, 79);
  await close();
});
