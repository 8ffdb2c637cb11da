import { z } from "zod";
import type { RunCursor, RunFilter, RunSort } from "@/db/runs_list.ts";
import { readDecimal, whenSound } from "@/http/forms.ts";
import { safeNext } from "@/http/session.ts";
import { METERS_PER, type Units } from "@/domain/training/units.ts";

type FilterProblem = "date" | "order" | "number" | "range" | "sort" | "text";

export interface RunQuery {
  /** As typed, for the form. */
  values: Record<string, string>;
  filter: RunFilter;
  sort: RunSort;
  /** The page begins after one run, or ends before another. */
  after?: RunCursor;
  before?: RunCursor;
  problems: Partial<Record<string, FilterProblem>>;
  /** How many filters differ from the plain list of runs. */
  active: number;
}

const SORTS = ["newest", "oldest", "longest", "fastest", "climb"] as const;
const NAMES = ["q", "from", "to", "sport", "min", "max", "sort"];

const number = z.string().optional().transform((text) =>
  text === undefined ? undefined : readDecimal(text)
)
  .refine((value) => value === undefined || value >= 0 && value < 10_000, "number");
const date = z.iso.date("date").optional();
const query = z.object({
  q: z.string().trim().max(100, "text").refine((text) => !/\p{Cc}/u.test(text), "text").optional(),
  from: date,
  to: date,
  sport: z.string().regex(/^\w{1,40}$/, "sort").default("runs"),
  min: number,
  max: number,
  sort: z.enum(SORTS, "sort").default("newest"),
}).refine(({ from, to }) => !from || !to || from <= to, {
  path: ["from"],
  error: "order",
  when: whenSound("from", "to"),
}).refine(({ min, max }) => min === undefined || max === undefined || min <= max, {
  path: ["min"],
  error: "range",
  when: whenSound("min", "max"),
});
const cursor = z.tuple([z.number(), z.string().max(100)]);

/** Filters and sort as the address gives them; distances in the runner's units. What is wrong is named and left out. */
export function readRunQuery(params: Record<string, string>, units: Units): RunQuery {
  const values = Object.fromEntries(
    NAMES.flatMap((name) => params[name]?.trim() ? [[name, params[name].trim()]] : []),
  );
  const parsed = query.safeParse(values);
  const problems: RunQuery["problems"] = {};
  for (const issue of parsed.error?.issues ?? []) {
    problems[String(issue.path[0])] ??= issue.message as FilterProblem;
  }
  const { q, from, to, sport, min, max, sort } = parsed.data ??
    { sport: "runs", sort: "newest" as const };
  const meters = (value: number | undefined) =>
    value === undefined ? undefined : value * METERS_PER[units];
  return {
    values,
    filter: { sport, from, to, text: q, minMeters: meters(min), maxMeters: meters(max) },
    sort,
    after: readCursor(params.after),
    before: readCursor(params.before),
    problems,
    active:
      Object.entries(values).filter(([name, value]) =>
        value !== { sport: "runs", sort: "newest" }[name]
      ).length,
  };
}

/** The address of a list, at its first page or at the one that begins after or ends before a run. */
export function listHref(
  values: Record<string, string>,
  place: { after?: RunCursor; before?: RunCursor } = {},
): string {
  const cursors = Object.entries(place).flatMap(([name, cursor]) =>
    cursor ? [[name, writeCursor(cursor)]] : []
  );
  const params = new URLSearchParams([...Object.entries(values), ...cursors]);
  return params.size > 0 ? `/runs?${params}` : "/runs";
}

/** The list a run was opened from; anything else, another site above all, becomes the plain list. */
export function safeList(text: string | undefined): string {
  const path = safeNext(text);
  return /^\/runs(\?|$)/.test(path) ? path : "/runs";
}

export function writeCursor(cursor: RunCursor): string {
  return btoa(JSON.stringify(cursor)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Undefined for a cursor that is none. */
export function readCursor(text: string | undefined): RunCursor | undefined {
  if (!text) return undefined;
  try {
    return cursor.safeParse(JSON.parse(atob(text.replaceAll("-", "+").replaceAll("_", "/")))).data;
  } catch {
    return undefined;
  }
}
