import type { Context } from "hono";
import { z } from "zod";
import type { RaceRun } from "@/db/race_runs.ts";
import type { RaceEntry } from "@/db/race_entries.ts";
import type { Race } from "@/db/races.ts";
import type { OwnEntry } from "@/domain/races/enter.ts";
import { areOrdered, isRaceTime, RACE_LIMITS } from "@/domain/races/limits.ts";
import { linkedRun } from "@/domain/races/result.ts";
import { formatDuration, parseDuration } from "@/domain/training/units.ts";
import type { AppEnv } from "@/http/env.ts";
import { type Form, readForm, whenSound } from "@/http/forms.ts";

const PROBLEMS = ["time", "order", "future", "run", "notes"] as const;
type Problem = (typeof PROBLEMS)[number];
type EntryForm = Form<{ entry: OwnEntry; run: RaceRun | null | undefined }, Problem>;

/** The choice of a run that is linked and not there at the moment. */
const KEEP = "keep";

interface About {
  race: Race;
  /** The runs that may be chosen. */
  candidates: RaceRun[];
  today: string;
}

/** What a runner says of a race of theirs; before its day there is no result. */
export async function readEntryForm(c: Context<AppEnv>, about: About): Promise<EntryForm> {
  const isProblem = (message: string): message is Problem =>
    PROBLEMS.some((code) => code === message);
  return await readForm(c, entryFields(about), isProblem, "time");
}

/** The form's fields for what is stored; nobody's yet are those of a runner who has not entered. */
export function entryValues(
  entry: RaceEntry | undefined,
  candidates: RaceRun[],
): Record<string, string> {
  const time = (seconds: number | null | undefined) =>
    seconds === null || seconds === undefined ? "" : formatDuration(seconds);
  return {
    isShown: entry?.isShown ? "1" : "",
    goalA: time(entry?.goalASeconds),
    goalB: time(entry?.goalBSeconds),
    goalC: time(entry?.goalCSeconds),
    result: time(entry?.resultSeconds),
    run: entry ? linkedChoice(entry, candidates) : "",
    notes: entry?.notes ?? "",
  };
}

function linkedChoice(entry: RaceEntry, candidates: RaceRun[]): string {
  if (entry.runHash === null) return "";
  return linkedRun(entry, candidates)?.id ?? KEEP;
}

export function entryProblems(
  c: Context<AppEnv>,
  { problems }: Pick<EntryForm, "problems">,
): { name: string; message: string }[] {
  const words = c.var.t.races.mine.problems;
  return Object.entries(problems).flatMap(([name, code]) =>
    code ? [{ name, message: words[code] }] : []
  );
}

function entryFields({ race, candidates, today }: About) {
  const time = z.string({ error: "time" }).trim().transform((text) =>
    text === "" ? null : parseDuration(text) ?? NaN
  ).refine((seconds) => seconds === null || isRaceTime(seconds, race.distanceMeters), "time");
  const isRun = race.date <= today;
  return z.object({
    isShown: z.string().optional().transform((text) => text === "1"),
    goalA: time,
    goalB: time,
    goalC: time,
    // Before its day the form does not ask for these, and what is there stays: the day may have been moved.
    result: z.string().default("").pipe(time)
      .refine((seconds) => seconds === null || isRun, "future"),
    run: z.string().default("").refine(
      (id) => ["", KEEP].includes(id) || candidates.some((run) => run.id === id),
      "run",
    ),
    notes: z.string({ error: "notes" }).trim().transform((text) => text.replaceAll("\r\n", "\n"))
      .refine(isNotes, "notes"),
  }).refine(({ goalA, goalB, goalC }) => areOrdered([goalA, goalB, goalC]), {
    path: ["goalA"],
    error: "order",
    when: whenSound("goalA", "goalB", "goalC"),
  }).transform(({ goalA, goalB, goalC, result, run, notes, isShown }) => ({
    entry: {
      isShown,
      goalASeconds: goalA,
      goalBSeconds: goalB,
      goalCSeconds: goalC,
      notes: notes || null,
      ...(isRun ? { resultSeconds: result } : {}),
    },
    run: !isRun || run === KEEP ? undefined : candidates.find(({ id }) => id === run) ?? null,
  }));
}

/** Lines of text; other control characters have no place in them. */
export function isNotes(text: string): boolean {
  return text.length <= RACE_LIMITS.longestNotes && !/[^\P{Cc}\n\t]/u.test(text);
}
