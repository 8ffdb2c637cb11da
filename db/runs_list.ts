import { type SQL, sql } from "drizzle-orm";
import { foldText } from "@/db/fold.ts";
import type { Db } from "@/db/client.ts";
import { runs } from "@/db/schema/runs.ts";

export interface RunFilter {
  /** Runs of any kind, everything, or one sport by its Strava name. */
  sport: "runs" | "all" | (string & Record<never, never>);
  /** Local dates, both inclusive. */
  from?: string;
  to?: string;
  text?: string;
  minMeters?: number;
  maxMeters?: number;
  /** Those of these sources alone; of all unless named. */
  sources?: readonly string[];
}

export type RunSort = "newest" | "oldest" | "longest" | "fastest" | "climb";

/** A place in a list: the sorted value and the id of the run that stands there. */
export type RunCursor = [value: number, id: string];

interface ListedRun {
  id: string;
  title: string;
  sport: string;
  isRun: boolean;
  effort: "race" | "long" | "workout" | null;
  localDate: string;
  localTime: string | null;
  distanceMeters: number;
  movingSeconds: number;
  elapsedSeconds: number;
  elevationGainMeters: number | null;
  averageHr: number | null;
  indoor: boolean;
  polyline: string;
  sortValue: number;
}

interface RunTotals {
  count: number;
  distanceMeters: number;
  movingSeconds: number;
  elevationGainMeters: number;
}

const DAY = 86_400_000;
const SOURCES = runs.source.enumValues;
/** Seconds a metre; what has no distance sorts as the slowest. */
const PACE = "coalesce(nullif(moving_seconds, 0) / nullif(distance_meters, 0), 1e9)";
const SORTS: Record<RunSort, { by: string; descending: boolean }> = {
  newest: { by: "started_at", descending: true },
  oldest: { by: "started_at", descending: false },
  longest: { by: "distance_meters", descending: true },
  fastest: { by: PACE, descending: false },
  climb: { by: "coalesce(elevation_gain_meters, -1)", descending: true },
};

export interface Stretch {
  sort: RunSort;
  /** Where to begin, or with `back` where to end; neither is part of it. */
  from?: RunCursor;
  back?: boolean;
  limit: number;
}

/** One page, keyset by the sorted value and id; one JSON text, because the client pays for each cell. */
export async function listRuns(
  db: Db,
  userId: string,
  filter: RunFilter,
  { sort, from, back = false, limit }: Stretch,
): Promise<ListedRun[]> {
  const rows = selectStretch(userId, filter, { sort, from, back, limit });
  const found = await db.get<{ listed: string }>(sql`
    select json_group_array(json_object(
      'id', id, 'title', title, 'sport', sport, 'isRun', json(iif(is_run, 'true', 'false')),
      'effort', effort, 'localDate', local_date, 'localTime', local_time,
      'distanceMeters', distance_meters, 'movingSeconds', moving_seconds,
      'elapsedSeconds', elapsed_seconds, 'elevationGainMeters', elevation_gain_meters,
      'averageHr', average_hr, 'indoor', json(iif(indoor, 'true', 'false')), 'polyline', polyline,
      'sortValue', json(printf('%!.17g', sort_value)))) as listed
    from (${rows})`);
  const listed: ListedRun[] = JSON.parse(found?.listed ?? "[]");
  return back ? listed.reverse() : listed;
}

/** The rows of a stretch of the list, with the value they are sorted by. */
export function selectStretch(
  userId: string,
  filter: RunFilter,
  { sort, from, back = false, limit }: Stretch,
): SQL {
  const { by, descending } = SORTS[sort];
  const value = sql.raw(by);
  const way = sql.raw(descending !== back ? "desc" : "asc");
  const beyond = from ? sql` and ${isBeyond(sort, from, back)}` : sql``;
  return sql`select *, ${value} as sort_value from runs
    where ${
    matchesByDate(userId, filter, sort)
  }${beyond} order by ${value} ${way}, id ${way} limit ${limit}`;
}

/** How many stand before a run in the whole list. */
export async function countBefore(
  db: Db,
  userId: string,
  filter: RunFilter,
  { sort, from }: { sort: RunSort; from: RunCursor },
): Promise<number> {
  const found = await db.get<{ count: number }>(sql`
    select count(*) as count from runs
    where ${matches(userId, filter)} and ${isBeyond(sort, from, true)}`);
  return found?.count ?? 0;
}

/** Further on in the list than a run, or with `back` further towards its beginning. */
function isBeyond(sort: RunSort, [value, id]: RunCursor, back: boolean): SQL {
  const { by, descending } = SORTS[sort];
  const than = sql.raw(descending !== back ? "<" : ">");
  return sql`(${sql.raw(by)}, id) ${than} (${value}, ${id})`;
}

/** Totals over everything the filter lets through, not over one page. */
export async function sumRuns(db: Db, userId: string, filter: RunFilter): Promise<RunTotals> {
  // Both values of a column are no condition, but they let "all" be answered from the index of sums.
  const all = filter.sport === "all" ? sql` and is_run in (0, 1)` : sql``;
  const found = await db.get<{ totals: string }>(sql`
    select json_object('count', count(*), 'distanceMeters', total(distance_meters),
      'movingSeconds', total(moving_seconds),
      'elevationGainMeters', total(elevation_gain_meters)) as totals
    from runs where ${matches(userId, filter)}${all}`);
  return JSON.parse(found?.totals ?? "null");
}

/**
 * What is listed by date is found by date: an index of another column would read all that it lets through, to sort it
 * and show its beginning. A plus keeps SQLite from such an index; local times are at most a day from the instant.
 */
function matchesByDate(userId: string, filter: RunFilter, sort: RunSort): SQL {
  const { from, to, minMeters, maxMeters, ...others } = filter;
  if (SORTS[sort].by !== "started_at") return matches(userId, filter);
  const terms = [matches(userId, others)];
  if (from) terms.push(sql`+local_date >= ${from} and started_at >= ${Date.parse(from) - 2 * DAY}`);
  if (to) terms.push(sql`+local_date <= ${to} and started_at <= ${Date.parse(to) + 3 * DAY}`);
  if (minMeters !== undefined) terms.push(sql`+distance_meters >= ${minMeters}`);
  if (maxMeters !== undefined) terms.push(sql`+distance_meters <= ${maxMeters}`);
  return sql.join(terms, sql` and `);
}

export function matches(userId: string, filter: RunFilter): SQL {
  const terms = [sql`user_id = ${userId} and ${isShown(filter.sources)}`];
  if (filter.sport === "runs") terms.push(sql`is_run = 1`);
  else if (filter.sport !== "all") terms.push(sql`sport = ${filter.sport}`);
  if (filter.sources) terms.push(isFrom(filter.sources));
  if (filter.from) terms.push(sql`local_date >= ${filter.from}`);
  if (filter.to) terms.push(sql`local_date <= ${filter.to}`);
  if (filter.text) {
    const pattern = likePattern(foldText(filter.text));
    terms.push(sql`coalesce(title_folded, title) like ${pattern} escape '\\'`);
  }
  if (filter.minMeters !== undefined) terms.push(sql`distance_meters >= ${filter.minMeters}`);
  if (filter.maxMeters !== undefined) terms.push(sql`distance_meters <= ${filter.maxMeters}`);
  return sql.join(terms, sql` and `);
}

/**
 * What the runner did not hide as the double of another run. Who may not see that other one sees this: else a gap would
 * tell them that there is one.
 */
export function isShown(sources: readonly string[] = SOURCES): SQL {
  if (sources.length === SOURCES.length) return sql`hidden = 0`;
  return sql`(hidden = 0 or not exists (select 1 from run_pairs as pair
    join runs as counted on counted.id = iif(pair.state = 'first', pair.first_id, pair.second_id)
    where pair.user_id = runs.user_id and pair.state in ('first', 'second')
      and iif(pair.state = 'first', pair.second_id, pair.first_id) = runs.id
      and counted.${isFrom(sources)}))`;
}

/** Written out, not bound: few texts of ours, and the plan may depend on them. */
export function isFrom(sources: readonly string[]): SQL {
  return sources.length === SOURCES.length
    ? sql`true`
    : sql.raw(`source in (${sources.map((source) => `'${source}'`).join(", ")})`);
}

function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, (char) => `\\${char}`)}%`;
}
