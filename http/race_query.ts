import { z } from "zod";
import type { RaceCursor, RaceFilter } from "@/db/races.ts";
import { isCountry } from "@/domain/races/countries.ts";
import { RACE_METERS, type RaceDistance } from "@/domain/training/distances.ts";
import { addDays } from "@/domain/training/weeks.ts";

type Problem = "text" | "choice";

export interface RaceQuery {
  /** As typed, for the form. */
  values: Record<string, string>;
  filter: RaceFilter;
  /** The latest first. */
  isPast: boolean;
  after?: RaceCursor;
  problems: Partial<Record<string, Problem>>;
  /** How many filters differ from the plain list. */
  active: number;
}

const NAMES = ["q", "when", "country", "distance", "who"];
/** A search for a distance finds those around it too. */
const METERS_APART = 0.02;

const query = z.object({
  q: z.string().trim().max(100, "text").refine((text) => !/\p{Cc}/u.test(text), "text").optional(),
  when: z.enum(["upcoming", "past"], "choice").default("upcoming"),
  country: z.string().refine(isCountry, "choice").optional(),
  distance: z.enum(Object.keys(RACE_METERS) as [RaceDistance], "choice").optional(),
  who: z.enum(["all", "mine"], "choice").default("all"),
});
const cursor = z.tuple([z.iso.date(), z.uuid()]);

/** Filters as the address gives them. What is wrong is named and left out. */
export function readRaceQuery(params: Record<string, string>, today: string): RaceQuery {
  const values = Object.fromEntries(
    NAMES.flatMap((name) => params[name]?.trim() ? [[name, params[name].trim()]] : []),
  );
  const parsed = query.safeParse(values);
  const problems: RaceQuery["problems"] = {};
  for (const issue of parsed.error?.issues ?? []) {
    problems[String(issue.path[0])] ??= issue.message as Problem;
  }
  const { q, when, country, distance, who } = parsed.data ??
    { when: "upcoming" as const, who: "all" as const };
  const meters = distance && RACE_METERS[distance];
  return {
    values,
    isPast: when === "past",
    filter: {
      ...(when === "past" ? { to: addDays(today, -1) } : { from: today }),
      text: q,
      country,
      minMeters: meters && meters * (1 - METERS_APART),
      maxMeters: meters && meters * (1 + METERS_APART),
      entered: who === "mine",
    },
    after: readRaceCursor(params.after),
    problems,
    active:
      Object.entries(values).filter(([name, value]) =>
        value !== { when: "upcoming", who: "all" }[name]
      ).length,
  };
}

/** The address of a list, at its first page or at the one that begins after a race. */
export function racesHref(values: Record<string, string>, after?: RaceCursor): string {
  const params = new URLSearchParams(values);
  if (after) params.set("after", writeRaceCursor(after));
  return params.size > 0 ? `/races?${params}` : "/races";
}

export function writeRaceCursor([date, id]: RaceCursor): string {
  return `${date}.${id}`;
}

/** Undefined for a cursor that is none. */
export function readRaceCursor(text: string | undefined): RaceCursor | undefined {
  return cursor.safeParse(text?.split(".")).data;
}
