import { z } from "@hono/zod-openapi";
import type { RaceEntry } from "@/db/race_entries.ts";
import type { RaceRun } from "@/db/race_runs.ts";
import type { ListedRace, RaceFacts } from "@/db/races.ts";
import { isCountry } from "@/domain/races/countries.ts";
import { areOrdered, isRaceUrl, RACE_LIMITS } from "@/domain/races/limits.ts";
import type { Viewer } from "@/domain/tokens/viewer.ts";
import { isNotes } from "@/http/entry_form.ts";
import { NOT_TEXT, toInstant } from "@/http/api/run.ts";

const { longestText, longestUrl, longestNotes, leastMeters, mostMeters, firstDate } = RACE_LIMITS;
const SURFACES = ["road", "trail", "track", "mixed"] as const;

const line = z.string().trim().max(longestText)
  .refine((text) => text.isWellFormed() && !/[\p{Cc}\p{Bidi_Control}]/u.test(text), NOT_TEXT);

const factFields = {
  name: line.min(1).refine((text) => RACE_LIMITS.nameSign.test(text), "With a letter or a digit.")
    .openapi({ example: "Lyon Autumn Run" }),
  date: z.iso.date().refine((date) => date >= firstDate, `From ${firstDate} on.`).openapi({
    description: "The local day; up to three years ahead.",
    example: "2026-10-04",
  }),
  distanceMeters: z.number().min(leastMeters).max(mostMeters).openapi({ example: 21_097.5 }),
  place: line.default("").openapi({ example: "Lyon" }),
  country: z.string().refine(isCountry, "Name a country by two letters (ISO 3166-1), as in FR.")
    .nullable().default(null).openapi({ example: "FR" }),
  surface: z.enum(SURFACES).default("road"),
  url: z.string().max(longestUrl)
    .refine(isRaceUrl, "Name an http or https address, without a user or a password.")
    .nullable().default(null).openapi({ format: "uri", example: "https://race.example/" }),
};

/** What all see of a race. */
export const raceFacts = z.strictObject(factFields).openapi("RaceFacts");

export const newRace = z.strictObject({
  ...factFields,
  isNew: z.boolean().default(false).openapi({
    description: "It was looked at whether the race is there already: add it, whatever is like it.",
  }),
}).openapi("NewRace");

export const race = z.object({
  id: z.uuid(),
  name: z.string(),
  date: z.iso.date(),
  distanceMeters: z.number(),
  place: z.string(),
  country: z.string().nullable(),
  surface: z.enum(SURFACES),
  url: z.string().nullable(),
  isMine: z.boolean().openapi({ description: "This runner added it, and may change it." }),
  isEntered: z.boolean().openapi({ description: "This runner goes." }),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
}).openapi("Race");

const seconds = (description: string) =>
  z.int().min(1).max(2_000_000).nullable().openapi({ description });
const entryFields = {
  isShown: z.boolean().openapi({
    description: "Whether other runners see that this one goes. They see nothing else of it.",
  }),
  goalASeconds: seconds("For a great day."),
  goalBSeconds: seconds("What is trained for."),
  goalCSeconds: seconds("Still a good day."),
  resultSeconds: seconds("As the organiser has it; null while it is not typed in."),
  notes: z.string().nullable(),
};

/** What a race is to its runner. */
export const entry = z.object({
  ...entryFields,
  runId: z.uuid().nullable().openapi({
    description: "The run that was this race, where it is there and this caller may see it.",
  }),
  updatedAt: z.iso.datetime(),
}).openapi("RaceEntry");

export const entryEdits = z.strictObject({
  isShown: entryFields.isShown.default(false),
  goalASeconds: entryFields.goalASeconds.default(null),
  goalBSeconds: entryFields.goalBSeconds.default(null),
  goalCSeconds: entryFields.goalCSeconds.default(null),
  resultSeconds: entryFields.resultSeconds.default(null),
  notes: z.string().max(longestNotes).overwrite((text) => text.replaceAll("\r\n", "\n")).refine(
    (text) => text.isWellFormed() && isNotes(text),
    NOT_TEXT,
  ).nullable().default(null).openapi({ example: "Start at the back" }),
  runId: z.uuid().nullable().optional().openapi({
    description: "Left out, the run that is linked stays.",
  }),
}).refine(
  ({ goalASeconds, goalBSeconds, goalCSeconds }) =>
    areOrdered([goalASeconds, goalBSeconds, goalCSeconds]),
  { path: ["goalASeconds"], error: "A is the fastest goal, then B, then C." },
).openapi("RaceEntryEdits");

export function toRace(
  { addedBy, revision: _, mergedInto: __, createdAt, updatedAt, ...facts }: ListedRace,
  userId: string,
): z.output<typeof race> {
  return {
    ...facts,
    isMine: addedBy === userId,
    createdAt: toInstant(createdAt),
    updatedAt: toInstant(updatedAt),
  };
}

/** The domain's facts of what was sent. */
export function toFacts(given: z.output<typeof raceFacts>): RaceFacts {
  const { name, date, distanceMeters, place, country, surface, url } = given;
  return {
    ...{ name, date, distanceMeters, place, country, surface },
    url: url === null ? null : new URL(url).href,
  };
}

export function toEntry(
  row: RaceEntry,
  run: RaceRun | undefined,
  viewer: Viewer,
): z.output<typeof entry> {
  const { isShown, goalASeconds, goalBSeconds, goalCSeconds, resultSeconds, notes } = row;
  return {
    ...{ isShown, goalASeconds, goalBSeconds, goalCSeconds, resultSeconds, notes },
    runId: run && viewer.sources.includes(run.source) ? run.id : null,
    updatedAt: toInstant(row.updatedAt),
  };
}
