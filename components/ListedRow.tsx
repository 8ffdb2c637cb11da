import { RunRow } from "@/components/RunRow.tsx";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";
import { sportName } from "@/locales/sports.ts";

export interface ShownListedRun {
  id: string;
  title: string;
  sport: string;
  isRun: boolean;
  effort: "race" | "long" | "workout" | null;
  localDate: string;
  localTime: string | null;
  distanceMeters: number;
  movingSeconds: number;
  elevationGainMeters: number | null;
  averageHr: number | null;
  polyline: string;
}

interface ListedRowProps {
  run: ShownListedRun;
  t: Messages["runs"];
  format: Format;
}

/** Keeps its column, so that the rows of a list line up. */
const MISSING = { value: "–" };

/** One run of a list: pace first, for what is no run its speed. */
export function ListedRow({ run, t, format }: ListedRowProps) {
  const { distanceMeters: meters, movingSeconds: seconds } = run;
  const climb = run.elevationGainMeters;
  const metrics = [
    run.isRun
      ? { label: t.pace, ...format.pace(meters, seconds) }
      : { label: t.speed, ...format.speed(meters, seconds) },
    { label: t.distance, ...format.distance(meters) },
    { label: t.time, value: format.duration(seconds) },
    { label: t.climb, ...(climb === null ? MISSING : format.climb(climb)) },
    {
      label: t.heartRate,
      ...(run.averageHr === null ? MISSING : { value: format.number(run.averageHr), unit: "bpm" }),
    },
  ];
  return (
    <RunRow
      href={`/runs/${run.id}`}
      title={run.title || t.untitled}
      date={format.join([format.date(run.localDate), run.localTime?.slice(0, 5)])}
      polyline={run.polyline}
      metrics={metrics}
      badge={run.isRun
        ? run.effort ? t.efforts[run.effort] : undefined
        : sportName(t.sports, run.sport)}
    />
  );
}
