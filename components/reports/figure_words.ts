import type { ReportReading, ToldFigure } from "@/components/reports/report_words.ts";
import type { ReportRun } from "@/domain/training/report/facts.ts";
import type { Report } from "@/domain/training/report/report.ts";

/** What was run, in numbers; what nothing tells is left out. */
export function figuresOf(report: Report, reading: ReportReading): ToldFigure[] {
  const { figures: { count } } = report;
  if (count === 0) return [];
  return [
    ...sums(report, reading),
    ...means(report, reading),
    ...single("longest", report.figures.longest, reading),
    ...single("fastest", report.figures.fastest, reading),
  ];
}

function sums({ figures, period }: Report, { t, format }: ReportReading): ToldFigure[] {
  const { reports: { figures: labels, hows, ...words }, dashboard } = t;
  const { count, distanceMeters, movingSeconds, previous, meanMeters, meanOf } = figures;
  const runs = dashboard.runs(count);
  const text = (meters: number) => format.distanceText(meters);
  const periods = period.kind === "week" ? words.weeksCount(meanOf) : words.monthsCount(meanOf);
  const usual = meanMeters === null ? undefined : hows.mean(periods, text(meanMeters));
  return [{
    id: "distance",
    label: labels.distance,
    ...format.distance(distanceMeters, 1),
    note: format.join([
      previous ? labels.previous(text(previous.distanceMeters)) : undefined,
      meanMeters === null ? undefined : labels.mean(text(meanMeters)),
    ]),
    how: [hows.distance(runs), usual].filter(Boolean).join(" "),
  }, {
    id: "time",
    label: labels.time,
    value: format.sumDuration(movingSeconds),
    note: runs,
    how: hows.time,
  }];
}

function means({ figures }: Report, { t, format }: ReportReading): ToldFigure[] {
  const { figures: labels, hows } = t.reports;
  const { secondsPerMeter, distanceMeters, movingSeconds, elevationGainMeters, averageHr } =
    figures;
  return [
    ...secondsPerMeter === null ? [] : [{
      id: "pace",
      label: labels.pace,
      ...format.pace(distanceMeters, movingSeconds),
      how: hows.pace(format.duration(movingSeconds), format.distanceText(distanceMeters, 2)),
    }],
    ...elevationGainMeters === null ? [] : [
      { id: "climb", label: labels.climb, ...format.climb(elevationGainMeters), how: hows.climb },
    ],
    ...averageHr === null ? [] : [{
      id: "hr",
      label: labels.hr,
      value: format.number(averageHr),
      unit: "bpm",
      how: hows.hr,
    }],
  ];
}

function single(
  id: "longest" | "fastest",
  run: ReportRun | null,
  { t: { reports: { figures: labels, hows }, runs }, format }: ReportReading,
): ToldFigure[] {
  if (!run) return [];
  const { title, localDate, distanceMeters, movingSeconds } = run;
  const date = format.date(localDate, "dayMonth");
  const quantity = id === "longest"
    ? format.distance(distanceMeters, 1)
    : format.pace(distanceMeters, movingSeconds);
  return [{
    id,
    label: labels[id],
    ...quantity,
    note: date,
    how: hows[id](title || runs.untitled, format.date(localDate)),
  }];
}
