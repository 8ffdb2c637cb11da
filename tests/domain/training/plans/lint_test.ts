import { deepStrictEqual, ok } from "node:assert/strict";
import fc from "fast-check";
import { buildPlan } from "@/domain/training/plans/build.ts";
import { lintPlan, type Rule } from "@/domain/training/plans/lint.ts";
import { FAST, type Plan, type Session } from "@/domain/training/plans/plan.ts";
import { addDays } from "@/domain/training/weeks.ts";
import { requests } from "./runners.ts";

const isRun = ({ kind }: Session) => kind !== "race";
const change = (plan: Plan, sessions: Session[]): Plan => ({
  ...plan,
  sessions: sessions.toSorted((a, b) => a.date < b.date ? -1 : 1),
});
const sessionOf = (date: string, changes: Partial<Session>): Session => ({
  ...{ date, kind: "easy", meters: 3_000, fastMeters: 0, seconds: null, pace: null },
  ...changes,
});
const weekOf = ({ startDate, sessions }: Plan, week: number) => {
  const [first, last] = [addDays(startDate, 7 * week), addDays(startDate, 7 * week + 6)];
  return sessions.filter(({ date }) => date >= first && date <= last);
};

/** What somebody may do to a plan that makes it a bad one: undefined where it cannot be done to this one. */
const FAULTS: Record<Rule, (plan: Plan) => Plan | undefined> = {
  ramp: (plan) => {
    const week = weekOf(plan, 5);
    return change(
      plan,
      plan.sessions.map((s) => week.includes(s) ? { ...s, meters: 2.5 * s.meters + 4_000 } : s),
    );
  },
  cutback: (plan) =>
    plan.weeks < 12 ? undefined : change(
      plan,
      Array.from({ length: 7 }, (_, week) =>
        weekOf(plan, 0).map((s) => ({
          ...s,
          date: addDays(s.date, 7 * week),
          meters: s.meters * 1.02 ** week,
        })))
        .flat().concat(plan.sessions.filter(({ date }) => date > addDays(plan.startDate, 48))),
    ),
  long_run: (plan) =>
    change(plan, plan.sessions.filter((s) => !weekOf(plan, 2).includes(s) || s.kind !== "long")),
  long_share: (plan) => {
    const week = weekOf(plan, 2);
    const long = week.find(({ kind }) => kind === "long");
    const others = week.filter((s) => s !== long);
    if (!long || others.length < 2) return undefined;
    return change(
      plan,
      plan.sessions.map((s) =>
        others.includes(s) ? { ...s, meters: s.meters / 4, fastMeters: 0 } : s
      ),
    );
  },
  spike: (plan) => {
    const [first] = plan.sessions;
    return change(plan, [
      { ...first, meters: 60_000 + 2 * first.meters + 160_000 },
      ...plan.sessions.slice(1),
    ]);
  },
  spacing: (plan) => {
    const long = weekOf(plan, 2).find(({ kind }) => kind === "long");
    if (!long) return undefined;
    const date = addDays(long.date, -1);
    const rest = plan.sessions.filter((s) => s.date !== date);
    return change(plan, [...rest, sessionOf(date, { kind: "tempo", fastMeters: 1 })]);
  },
  rest: (plan) => {
    const taken = new Set(plan.sessions.map(({ date }) => date));
    const free = Array.from({ length: 7 }, (_, i) => addDays(plan.startDate, 14 + i))
      .filter((date) => !taken.has(date));
    return change(plan, [...plan.sessions, ...free.map((date) => sessionOf(date, {}))]);
  },
  fast_share: (plan) => {
    const week = weekOf(plan, 2);
    return change(
      plan,
      plan.sessions.map((s) => week.includes(s) ? { ...s, fastMeters: s.meters / 2 } : s),
    );
  },
  taper: (plan) => {
    if (plan.goal === "fit") return undefined;
    const last = weekOf(plan, plan.weeks - 1).filter(isRun);
    if (last.length === 0) return undefined;
    return change(
      plan,
      plan.sessions.map((s) => last.includes(s) ? { ...s, meters: 12 * s.meters } : s),
    );
  },
  quiet: (plan) => {
    if (plan.goal === "fit") return undefined;
    const date = addDays(plan.raceDate, -2);
    const rest = plan.sessions.filter((s) => s.date !== date);
    return change(plan, [...rest, sessionOf(date, { kind: FAST[1], fastMeters: 500 })]);
  },
  specific: (plan) => {
    if (plan.goal === "fit") return undefined;
    return change(plan, plan.sessions.map((s) => isRun(s) ? { ...s, meters: s.meters / 20 } : s));
  },
  race_day: (plan) => {
    if (plan.goal === "fit") return undefined;
    return change(
      plan,
      plan.sessions.map((s) => isRun(s) ? s : { ...s, date: addDays(s.date, -1) }),
    );
  },
};

Deno.test("lintPlan() catches every seeded fault, each under its own rule", () => {
  const caught: Partial<Record<Rule, number>> = {};
  fc.assert(
    fc.property(requests, (request) => {
      const built = buildPlan(request);
      if (!("plan" in built) || built.mode === "finish") return;
      for (const [rule, seed] of Object.entries(FAULTS) as [Rule, (typeof FAULTS)[Rule]][]) {
        const faulty = seed(built.plan);
        if (!faulty) continue;
        // To finish nothing may have been run before that is long enough.
        const before = rule === "specific" ? { weeklyMeters: 0, longestMeters: 0 } : request;
        const finding = lintPlan(faulty, before).find((each) => each.rule === rule);
        ok(finding && finding.verdict !== "pass", `${rule}: ${JSON.stringify(finding)}`);
        caught[rule] = (caught[rule] ?? 0) + 1;
      }
    }),
    { numRuns: 1_000, seed: 20_261_123 },
  );
  const seldom = Object.keys(FAULTS).filter((rule) => (caught[rule as Rule] ?? 0) < 50);
  deepStrictEqual(seldom, [], JSON.stringify(caught));
});
