import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { RACE_METERS } from "@/domain/training/distances.ts";
import { buildPlan, type PlanRequest } from "@/domain/training/plans/build.ts";
import { lintPlan } from "@/domain/training/plans/lint.ts";
import { FAST, type Plan, type Session } from "@/domain/training/plans/plan.ts";
import { addDays } from "@/domain/training/weeks.ts";
import { requests } from "./runners.ts";

const RUNNER: PlanRequest = {
  goal: "half",
  today: "2026-05-04",
  raceDate: "2026-09-13",
  weekdays: [0, 2, 4, 6],
  level: "intermediate",
  weeklyMeters: 25_000,
  longestMeters: 9_000,
  vdot: 45,
};

function planOf(changes: Partial<PlanRequest> = {}): Plan {
  const built = buildPlan({ ...RUNNER, ...changes });
  ok("plan" in built, JSON.stringify(built));
  return built.plan;
}

const isHard = ({ kind }: Session) => [...FAST, "long", "race"].includes(kind);

/** The hard rules, written once more and otherwise than in the linter. */
function breachOf({ goal, raceDate, startDate, weeks, sessions }: Plan, request: PlanRequest) {
  const dates = sessions.map(({ date }) => date);
  if (new Set(dates).size !== dates.length) return "two runs on a day";
  if (dates.some((date, i) => i > 0 && date < dates[i - 1])) return "out of order";
  if (startDate < request.today || startDate !== addDays(raceDate, 1 - 7 * weeks)) {
    return "the start";
  }
  if (weeks > 24) return "too many weeks";
  const races = sessions.filter(({ kind }) => kind === "race");
  const expected = goal === "fit" ? [] : [[raceDate, RACE_METERS[goal]]];
  if (JSON.stringify(races.map((s) => [s.date, s.meters])) !== JSON.stringify(expected)) {
    return "race";
  }
  const before = [{ date: addDays(startDate, -1), meters: Math.max(request.longestMeters, 3_000) }];
  for (const [i, session] of sessions.entries()) {
    if (session.kind === "race") continue;
    const weekday = new Date(session.date).getUTCDay();
    if (!request.weekdays.includes(weekday)) return `a run on weekday ${weekday}`;
    if (session.meters < 2_000 || session.fastMeters > session.meters) return "a run of nothing";
    // Longer than a tenth more than the longest of 30 days.
    const from = addDays(session.date, -30);
    const recent = before.filter(({ date }) => date >= from).map(({ meters }) => meters);
    if (session.meters > 1.1 * Math.max(0, ...recent)) return `${session.date} is a spike`;
    before.push(session);
    const next = sessions[i + 1];
    if (next && isHard(session) && isHard(next) && next.date === addDays(session.date, 1)) {
      return `two hard days from ${session.date}`;
    }
  }
  return undefined;
}

Deno.test("buildPlan() breaks no hard rule for 10,000 runners, and the linter passes each plan", () => {
  let [built, fast] = [0, 0];
  fc.assert(
    fc.property(requests, (request) => {
      const answer = buildPlan(request);
      if (!("plan" in answer)) return;
      built++;
      if (answer.plan.sessions.some(({ kind }) => FAST.includes(kind))) fast++;
      strictEqual(breachOf(answer.plan, request), undefined);
      const bad = lintPlan(answer.plan, request).filter(({ verdict }) => verdict !== "pass");
      deepStrictEqual(bad, []);
    }),
    { numRuns: 10_000, seed: 20_261_123 },
  );
  ok(built > 5_000 && fast > 3_000, `${built} plans, ${fast} with something fast`);
});

Deno.test("buildPlan() counts back from the race, in eight to 24 weeks", () => {
  const plan = planOf();
  deepStrictEqual([plan.startDate, plan.weeks], ["2026-05-04", 19]);
  strictEqual(plan.sessions.at(-1)?.kind, "race");
  strictEqual(planOf({ raceDate: "2027-09-12" }).weeks, 24);
  const long = plan.sessions.filter(({ kind }) => kind === "long");
  strictEqual(Math.max(...long.map(({ meters }) => meters)), 21_000);
  ok(long.every(({ date }) => new Date(date).getUTCDay() === 0), "on Sundays");
});

Deno.test("buildPlan() eases off before the race and keeps the last days quiet", () => {
  const plan = planOf({ goal: "marathon", weeklyMeters: 45_000, longestMeters: 18_000 });
  const weekly = (week: number) => {
    const first = addDays(plan.startDate, 7 * week);
    return plan.sessions.filter(({ date, kind }) =>
      kind !== "race" && date >= first && date <= addDays(first, 6)
    ).reduce((sum, { meters }) => sum + meters, 0);
  };
  const greatest = Math.max(...Array.from({ length: 16 }, (_, i) => weekly(i)));
  ok(weekly(16) <= 0.8 * greatest && weekly(17) <= 0.6 * greatest && weekly(18) <= 0.4 * greatest);
  ok(plan.sessions.every(({ date, kind }) => !FAST.includes(kind) || date < "2026-09-10"));
});

Deno.test("buildPlan() near the race is one to finish safely, without anything fast, or a refusal", () => {
  const near = buildPlan({ ...RUNNER, raceDate: "2026-06-14", longestMeters: 14_000 });
  ok("plan" in near && near.mode === "finish");
  ok(near.plan.sessions.every(({ fastMeters, kind }) => fastMeters === 0 || kind === "race"));
  deepStrictEqual(buildPlan({ ...RUNNER, raceDate: "2026-06-07", longestMeters: 5_000 }), {
    refused: "too_far",
    reachMeters: 7_000,
    neededMeters: 0.65 * RACE_METERS.half,
  });
  deepStrictEqual(buildPlan({ ...RUNNER, raceDate: "2026-05-15" }), { refused: "too_near" });
  deepStrictEqual(buildPlan({ ...RUNNER, raceDate: "2026-05-03" }), { refused: "race_past" });
});

Deno.test("buildPlan() has paces by VDOT, and none where nothing is known", () => {
  const paces = (vdot: number | null) =>
    new Map(planOf({ vdot }).sessions.map(({ kind, pace }) => [kind, pace]));
  const known = paces(45);
  const [slow, quick] = known.get("tempo") ?? [0, 0];
  // Threshold at VDOT 45: 4:38 a kilometer.
  ok(slow > 278 && quick < 278 && slow - quick < 15, `${slow} ${quick}`);
  ok((known.get("easy")?.[1] ?? 0) > slow, "easy is slower");
  ok([...paces(null).values()].every((pace) => pace === null));
});

Deno.test("buildPlan() gives who runs nothing two kilometers and a bit, and who runs much no less", () => {
  const weekdays = [0, 2, 4];
  const first = planOf({
    goal: "5k",
    level: "beginner",
    weeklyMeters: 0,
    longestMeters: 0,
    weekdays,
  });
  ok(Math.max(...first.sessions.slice(0, 2).map(({ meters }) => meters)) <= 3_300);
  const much = planOf({
    weeklyMeters: 90_000,
    longestMeters: 25_000,
    weekdays: [0, 1, 2, 3, 4, 6],
  });
  const firstWeek = much.sessions.filter(({ date }) => date < "2026-05-11");
  const meters = firstWeek.reduce((sum, session) => sum + session.meters, 0);
  ok(meters > 80_000 && meters <= 99_000, `${meters}`);
});
