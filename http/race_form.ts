import type { Context } from "hono";
import { z } from "zod";
import type { RaceFacts } from "@/db/races.ts";
import { isCountry } from "@/domain/races/countries.ts";
import { isRaceUrl, lastRaceDate, RACE_LIMITS } from "@/domain/races/limits.ts";
import { RACE_METERS, type RaceDistance, raceDistanceOf } from "@/domain/training/distances.ts";
import { METERS_PER, type Units } from "@/domain/training/units.ts";
import type { AppEnv } from "@/http/env.ts";
import { type Form, lineField, readDecimal, readForm } from "@/http/forms.ts";
import type { Format } from "@/locales/format.ts";

const PROBLEMS = ["name", "date", "distance", "text", "choice", "url"] as const;
type Problem = (typeof PROBLEMS)[number];
type RaceForm = Form<RaceFacts & { id?: string; isNew: boolean }, Problem>;

const SURFACES = ["road", "trail", "track", "mixed"] as const;
const DISTANCES = [...Object.keys(RACE_METERS) as RaceDistance[], "other"] as const;

/** A race as a runner describes it; a distance of its own stands in their units. */
export async function readRaceForm(c: Context<AppEnv>): Promise<RaceForm> {
  const { deps, runner } = c.var;
  const isProblem = (message: string): message is Problem =>
    PROBLEMS.some((code) => code === message);
  const schema = raceFields(runner.units, lastRaceDate(deps.now()));
  return await readForm(c, schema, isProblem, "choice");
}

/** The form's fields for what is stored. */
export function raceValues(race: RaceFacts, format: Format): Record<string, string> {
  const standard = raceDistanceOf(race.distanceMeters);
  const other = format.rawDistance(race.distanceMeters);
  return {
    name: race.name,
    date: race.date,
    distance: standard ?? "other",
    other: standard ? "" : format.typed(Math.round(other * 100_000) / 100_000),
    place: race.place,
    country: race.country ?? "",
    surface: race.surface,
    url: race.url ?? "",
  };
}

/** Problems in the runner's words. */
export function raceProblems(
  c: Context<AppEnv>,
  { problems }: Pick<RaceForm, "problems">,
): { name: string; message: string }[] {
  const words = c.var.t.races.form.problems;
  return Object.entries(problems).flatMap(([name, code]) =>
    code ? [{ name, message: words[code] }] : []
  );
}

function raceFields(units: Units, lastDate: string) {
  const { longestText, firstDate } = RACE_LIMITS;
  return z.object({
    id: z.uuid().optional().catch(undefined),
    isNew: z.string().optional().transform((text) => text === "1"),
    name: lineField(longestText, "name").pipe(z.string().regex(RACE_LIMITS.nameSign, "name")),
    date: z.iso.date("date").refine((date) => date >= firstDate && date <= lastDate, "date"),
    distance: z.enum(DISTANCES, "choice"),
    other: z.string({ error: "distance" }).trim(),
    place: lineField(longestText, "text"),
    country: z.string({ error: "choice" }).refine(
      (code) => code === "" || isCountry(code),
      "choice",
    ),
    surface: z.enum(SURFACES, "choice"),
    url: z.string({ error: "url" }).trim().refine((text) => text === "" || isRaceUrl(text), "url"),
  }).refine(({ distance, other }) => isDistance(distance, other, units), {
    path: ["other"],
    error: "distance",
  }).transform(({ distance, other, country, url, ...rest }) => ({
    ...rest,
    distanceMeters: metersOf(distance, other, units),
    country: country || null,
    url: url === "" ? null : new URL(url).href,
  }));
}

/** What was typed counts, whatever the list beside it says. */
function metersOf(distance: (typeof DISTANCES)[number], other: string, units: Units): number {
  return distance === "other" || other !== "" ? toMeters(other, units) : RACE_METERS[distance];
}

function isDistance(
  distance: (typeof DISTANCES)[number],
  other: string,
  units: Units,
): boolean {
  const meters = metersOf(distance, other, units);
  return meters >= RACE_LIMITS.leastMeters && meters <= RACE_LIMITS.mostMeters;
}

/** To the decimeter: miles leave endless fractions. */
function toMeters(text: string, units: Units): number {
  return Math.round(readDecimal(text) * METERS_PER[units] * 10) / 10;
}
