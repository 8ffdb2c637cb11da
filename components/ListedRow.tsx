import { badgesOf } from "@/components/run_badges.ts";
import { RunRow } from "@/components/RunRow.tsx";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

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
  indoor: boolean;
  polyline: string;
}

interface ListedRowProps {
  run: ShownListedRun;
  /** The list's own address, where it is not the plain one. */
  list?: string;
  t: Messages["runs"];
  format: Format;
}

/** One run of a list. */
export function ListedRow({ run, list, t, format }: ListedRowProps) {
  const time = run.localTime === null ? undefined : format.localTime(run.localTime);
  return (
    <RunRow
      href={list ? `/runs/${run.id}?${new URLSearchParams({ list })}` : `/runs/${run.id}`}
      title={run.title || t.untitled}
      date={format.join([format.date(run.localDate), time])}
      polyline={run.polyline}
      metrics={metricsOf(run, t, format)}
      badges={badgesOf(run, t)}
    />
  );
}

/** Pace first, for what is no run its speed; without a distance neither, nor a climb of nothing. */
function metricsOf(run: ShownListedRun, t: Messages["runs"], format: Format) {
  const { distanceMeters: meters, movingSeconds: seconds, averageHr } = run;
  const moves = meters > 0;
  const climb = moves ? run.elevationGainMeters : run.elevationGainMeters || null;
  const rate = run.isRun ? format.pace(meters, seconds) : format.speed(meters, seconds);
  return [
    { label: run.isRun ? t.pace : t.speed, ...(moves ? rate : null) },
    { label: t.distance, ...(moves ? format.distance(meters) : null) },
    { label: t.time, value: format.duration(seconds) },
    { label: t.climb, ...(climb === null ? null : format.climb(climb)) },
    {
      label: t.heartRate,
      ...(averageHr === null ? null : { value: format.number(averageHr), unit: "bpm" }),
    },
  ];
}
