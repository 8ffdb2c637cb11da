import { ok, strictEqual } from "node:assert/strict";
import { type Done, matchRuns, type Planned } from "@/domain/training/plans/match.ts";
import { addDays } from "@/domain/training/weeks.ts";
import { LABELLED, type LabelledWeek } from "./labelled_weeks.ts";

const DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
const EASY_SECONDS_PER_METER = 0.345;

/** "Su-" is of the week before, "Mo+" of the one after. */
function dateOf(text: string): string {
  const [, day, sign] = text.match(/^(Mo|Tu|We|Th|Fr|Sa|Su)([+-]?)$/) ?? [];
  const weeks = sign === "+" ? 1 : sign === "-" ? -1 : 0;
  return addDays("2026-05-04", DAYS.indexOf(day) + 7 * weeks);
}

function plannedOf(text: string, i: number): Planned {
  const [day, kind, length] = text.split(" ");
  const minutes = length.endsWith("min") ? Number.parseFloat(length) : null;
  const [whole, fast = "0"] = length.split("/");
  const meters = minutes === null ? Number(whole) * 1000 : minutes * 60 / 0.39;
  return {
    ...{ id: String(i), date: dateOf(day), kind, meters, fastMeters: Number(fast) * 1000 },
    seconds: minutes === null ? null : minutes * 60,
  };
}

function doneOf(text: string, i: number): Done {
  const [day, km, ...more] = text.split(" ");
  const flag = (pattern: RegExp) => more.map((each) => each.match(pattern)?.[1]).find(Boolean);
  const minutes = flag(/^(\d+)m$/);
  const fast = flag(/^f([\d.]+)$/);
  const effort = (["race", "long", "workout"] as const).find((each) => more.includes(each));
  return {
    ...{ id: "abcdefghij"[i], localDate: dateOf(day), distanceMeters: Number(km) * 1000 },
    movingSeconds: minutes ? Number(minutes) * 60 : Number(km) * 1000 * EASY_SECONDS_PER_METER,
    effort: effort ?? null,
    fastShare: fast === undefined ? null : Number(fast),
  };
}

function listed<T>(text: string, read: (part: string, i: number) => T): T[] {
  return text === "" ? [] : text.split(", ").map(read);
}

function foundIn({ planned, done }: LabelledWeek): string {
  const sessions = listed(planned, plannedOf);
  const matches = matchRuns(sessions, listed(done, doneOf));
  return sessions.map(({ id }) => matches.find(({ plannedId }) => plannedId === id)?.runId ?? "-")
    .join("");
}

Deno.test("matchRuns() is right about at least 95 % of 60 labelled weeks, and of their sessions", () => {
  strictEqual(LABELLED.length, 60);
  const all = LABELLED.map((week) => ({ ...week, found: foundIn(week) }));
  const wrong = all.filter(({ is, found }) => is !== found);
  const sessions = all.flatMap(({ is, found }) => is.split("").map((one, i) => one === found[i]));
  const list = wrong.map(({ name, is, found }) => `${name}: ${found} for ${is}`).join("\n");
  ok(wrong.length <= 0.05 * LABELLED.length, list);
  ok(sessions.filter(Boolean).length >= 0.95 * sessions.length, list);
});

Deno.test("The labels themselves make sense: each names a run that there is, once", () => {
  for (const { name, planned, done, is } of LABELLED) {
    strictEqual(is.length, planned.split(", ").length, name);
    const letters = is.replaceAll("-", "").split("");
    strictEqual(new Set(letters).size, letters.length, name);
    const runs = listed(done, doneOf).map(({ id }) => id);
    ok(letters.every((letter) => runs.includes(letter)), name);
  }
});
