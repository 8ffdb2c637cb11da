import { z } from "@hono/zod-openapi";
import type { PlanRow } from "@/db/plans.ts";
import type { Schedule } from "@/domain/plans/schedule.ts";
import { seesStrava, type Viewer } from "@/domain/tokens/viewer.ts";
import { RACE_METERS, type RaceDistance } from "@/domain/training/distances.ts";
import { SESSION_KINDS } from "@/domain/training/plans/plan.ts";
import { NOT_TEXT, toInstant } from "@/http/api/run.ts";

const GOALS = ["5k", "10k", "half", "marathon", "fit"] as const;
const DISTANCES = Object.keys(RACE_METERS) as [RaceDistance];

/** The plan that a runner follows. */
export const plan = z.object({
  id: z.uuid(),
  goal: z.enum(GOALS),
  raceDate: z.iso.date().openapi({ description: "The race's day; for getting fit the last one." }),
  startDate: z.iso.date().openapi({ description: "The first day of the first week." }),
  weeks: z.int(),
  mode: z.enum(["full", "finish", "own"]).openapi({
    description: "To get faster, to finish safely, or brought along by the runner.",
  }),
  state: z.enum(["making", "ready", "failed"]).openapi({
    description: "Its runs are being made, are there, or could not be made.",
  }),
  createdAt: z.iso.datetime(),
}).openapi("Plan");

export const newPlan = z.strictObject({
  goal: z.enum(GOALS),
  raceDate: z.iso.date().openapi({
    description: "The race's day; for getting fit the last one. Up to three years ahead.",
    example: "2027-04-04",
  }),
  level: z.enum(["beginner", "intermediate", "advanced"]).default("intermediate"),
  weekdays: z.array(z.int().min(0).max(6)).min(2).max(7)
    .refine((days) => new Set(days).size === days.length, "Name each day once.").openapi({
      description: "That may be run on, from 0 for Sunday.",
      example: [0, 2, 4, 6],
    }),
  weeklyMeters: z.number().min(0).max(400_000).openapi({
    description: "Of a usual week of late.",
    example: 25_000,
  }),
  longestMeters: z.number().min(0).max(400_000).openapi({
    description: "Of the longest run of the last 30 days.",
    example: 9_000,
  }),
  best: z.strictObject({
    distance: z.enum(DISTANCES),
    seconds: z.int().min(60).max(200_000),
  }).nullable().default(null).openapi({
    description: "A recent result that paces come from; null for what the runner's runs say.",
  }),
}).openapi("NewPlan");

const pace = (description: string) => z.number().nullable().openapi({ description });

/** One run of the plan, on the day that it stands on now. */
export const plannedRun = z.object({
  id: z.uuid(),
  date: z.iso.date(),
  kind: z.enum(SESSION_KINDS),
  distanceMeters: z.number(),
  fastMeters: z.number().openapi({ description: "Of these, what is run fast." }),
  durationSeconds: pace("Where it is set in time; its distance is then what that comes to."),
  paceSlowSecondsPerKilometer: pace("Null where nothing is known of the runner's speed."),
  paceFastSecondsPerKilometer: pace("The same, at its fastest."),
  isSkipped: z.boolean(),
  note: z.string().nullable(),
  done: z.object({
    runId: z.uuid(),
    daysApart: z.int().openapi({ description: "Days from the planned day to the run's." }),
    part: z.number().openapi({ description: "What was run, as a part of what was planned." }),
    metric: z.enum(["distance", "time"]).openapi({ description: "What the part is of." }),
    byHand: z.boolean().openapi({ description: "The runner said that it was this run." }),
  }).nullable().openapi({
    description: "The run that it was, where it is there and this caller may see it.",
  }),
}).openapi("PlannedRun");

export const plannedRunEdits = z.strictObject({
  date: z.iso.date().optional().openapi({
    description: "Another day of the plan; what stands there comes here.",
  }),
  isSkipped: z.boolean().optional(),
  note: z.string().trim().max(500)
    .refine((text) => text.isWellFormed() && !/[\p{Cc}\p{Bidi_Control}]/u.test(text), NOT_TEXT)
    .nullable().optional().openapi({ example: "With the club" }),
}).refine((edits) => Object.keys(edits).length > 0, "Name what is to change.")
  .openapi("PlannedRunEdits");

export function toPlan(row: PlanRow): z.output<typeof plan> {
  const { id, goal, raceDate, startDate, weeks, mode, state, createdAt } = row;
  return {
    ...{ id, goal, raceDate, startDate, weeks, mode, state },
    createdAt: toInstant(createdAt),
  };
}

/** What this caller may see: paces that were told from runs, and runs themselves, may be Strava's. */
export function toPlannedRun(
  run: Schedule["runs"][number],
  { stored }: Pick<Schedule, "stored">,
  viewer: Viewer,
): z.output<typeof plannedRun> {
  const { id, date, kind, meters, fastMeters, seconds, isSkipped, note, done } = run;
  const typed = stored.find((each) => each.id === id);
  const { paceSlow = null, paceFast = null } = seesStrava(viewer) ? run : typed ?? {};
  return {
    ...{ id, date, kind, distanceMeters: meters, fastMeters, durationSeconds: seconds },
    paceSlowSecondsPerKilometer: paceSlow,
    paceFastSecondsPerKilometer: paceFast,
    ...{ isSkipped, note },
    done: done && viewer.sources.includes(done.run.source)
      ? {
        ...{ runId: done.run.id, daysApart: done.match.days, part: done.match.part },
        ...{ metric: done.match.metric, byHand: done.byHand },
      }
      : null,
  };
}
