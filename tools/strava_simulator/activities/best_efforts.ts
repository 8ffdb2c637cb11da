import { integerJson } from "../json.ts";
import { isoSeconds, utcOffsetSeconds } from "../zone_time.ts";
import { type Activity, isRun, shownStart } from "./activity.ts";
import type { Streams } from "./streams.ts";
import type { Json } from "./summary.ts";

const distances: readonly (readonly [name: string, meters: number])[] = [
  ["400m", 400],
  ["1/2 mile", 805],
  ["1K", 1000],
  ["1 mile", 1609],
  ["2 mile", 3219],
  ["5K", 5000],
  ["10K", 10_000],
  ["15K", 15_000],
  ["10 mile", 16_090],
  ["20K", 20_000],
  ["Half-Marathon", 21_097],
  ["30K", 30_000],
  ["Marathon", 42_195],
  ["50K", 50_000],
];

interface Effort {
  from: number;
  to: number;
  seconds: number;
}

/** The fastest stretch over each standard distance the run is long enough for. */
export function describeBestEfforts(activity: Activity, streams: Streams): Json[] {
  if (!isRun(activity) || !activity.route) return [];
  const covered = distances.filter(([, meters]) => meters <= activity.distanceMeters);
  return covered.flatMap(([name, meters], index) => {
    const effort = findFastest(streams, meters);
    if (!effort) return [];
    // The longest distances carry the records that the summary counts.
    const isRecord = index >= covered.length - activity.prCount;
    return [describeEffort(activity, streams, { name, meters, effort, isRecord, index })];
  });
}

function findFastest(streams: Streams, meters: number): Effort | undefined {
  const { time, distance } = streams;
  let best: Effort | undefined;
  let from = 0;
  for (let to = 1; to < time.length; to++) {
    while (from + 1 < to && at(distance, to) - at(distance, from + 1) >= meters) from++;
    if (at(distance, to) - at(distance, from) < meters) continue;
    const seconds = at(time, to) - at(time, from);
    if (!best || seconds < best.seconds) best = { from, to, seconds };
  }
  return best;
}

function describeEffort(
  activity: Activity,
  streams: Streams,
  best: { name: string; meters: number; effort: Effort; isRecord: boolean; index: number },
): Json {
  const { name, meters, effort, isRecord, index } = best;
  const start = activity.startSeconds + at(streams.time, effort.from);
  const hidden = activity.hiddenStart ? shownStart(activity) : undefined;
  let moving = 0;
  for (let i = effort.from + 1; i <= effort.to; i++) {
    if (streams.moving[i]) moving += at(streams.time, i) - at(streams.time, i - 1);
  }
  return {
    id: integerJson((BigInt(activity.id) * 4n + BigInt(index)).toString()),
    resource_state: 2,
    name,
    activity: { id: integerJson(activity.id), visibility: activity.visibility, resource_state: 1 },
    athlete: { id: activity.athleteId, resource_state: 1 },
    elapsed_time: effort.seconds,
    moving_time: moving,
    start_date: hidden?.utc ?? isoSeconds(start),
    start_date_local: hidden?.local ??
      isoSeconds(start + utcOffsetSeconds(activity.timeZone, start)),
    distance: meters,
    pr_rank: isRecord ? 1 : null,
    achievements: isRecord ? [{ type_id: 3, type: "pr", rank: 1 }] : [],
    start_index: effort.from,
    end_index: effort.to,
  };
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? 0;
}
