import type { Bar } from "@/components/BarChart.tsx";
import { effortName } from "@/components/effort_name.ts";
import { factsOf } from "@/components/reports/fact_words.ts";
import { figuresOf } from "@/components/reports/figure_words.ts";
import { durationOrDistance, paceText } from "@/components/plans/session_words.ts";
import { isoWeek, type Period } from "@/domain/training/report/periods.ts";
import type { Report } from "@/domain/training/report/report.ts";
import type { Verdict } from "@/domain/training/report/verdict.ts";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

export interface ReportReading {
  t: Messages;
  format: Format;
}

/** A number or a fact, and how it came about under the same id. */
interface Told {
  id: string;
  label: string;
  how: string;
}

export interface ToldFigure extends Told {
  value: string;
  unit?: string;
  note?: string;
}

export interface ToldFact extends Told {
  text: string;
  /** Where in Runnerly there is more about it, as a path. */
  path?: string;
}

/** A report in words: a page, a mail and its plain text say the same. */
export interface ReportWords {
  title: string;
  subject: string;
  verdict: string;
  figures: ToldFigure[];
  facts: ToldFact[];
  next: { date: string; text: string; how: string }[];
  /** `tick` is a label in digits alone, for where there is no typeface for more. */
  bars: (Bar & { tick: string })[];
  chartSummary: string;
}

/** Without a run for so long, a sentence about one week says too little. */
const LONG_QUIET_DAYS = 21;
/** A race that is so near is what its runner thinks of. */
const SOON_DAYS = 14;

export function tellReport(report: Report, reading: ReportReading): ReportWords {
  const { t, format } = reading;
  const { chart, period } = report;
  const meters = chart.map(({ distanceMeters }) => distanceMeters);
  const text = (value: number) => format.distanceText(value);
  return {
    title: titleOf(period, reading),
    subject: subjectOf(report, reading),
    verdict: verdictOf(report, reading),
    figures: figuresOf(report, reading),
    facts: factsOf(report, reading),
    next: report.next.map((session) => ({
      date: format.date(session.date, "dayMonth"),
      text: `${t.plans.kinds[session.kind]} · ${durationOrDistance(session, format)}`,
      how: paceText(session.paceSlow, session.paceFast, format) ?? "",
    })),
    bars: chart.map(({ first, distanceMeters }, i) => ({
      label: format.date(first, period.kind === "week" ? "short" : "monthShort"),
      value: Number(format.rawDistance(distanceMeters).toFixed(3)),
      display: text(distanceMeters),
      current: i === chart.length - 1,
      tick: period.kind === "week"
        ? format.date(first, "numeric")
        : String(Number(first.slice(5, 7))),
    })),
    chartSummary: t.reports.chartSummary(
      text(Math.max(...meters)),
      text(meters[meters.length - 1]),
    ),
  };
}

/** "Week 47: 16 – 22 Nov 2026", "November 2026". */
export function titleOf(period: Period, { t, format }: ReportReading): string {
  const { kind, first, last } = period;
  if (kind === "month") return format.date(first, "month");
  if (kind === "year") return first.slice(0, 4);
  const dates = format.dateRange(first, last);
  const number = isoWeek(period);
  return number === undefined ? dates : t.reports.weekNumber(String(number), dates);
}

/** The rarest thing that there is to say. */
function subjectOf(report: Report, { t, format }: ReportReading): string {
  const { reports: { subjects, daysCount }, details, dashboard } = t;
  const { best, unusual, race, figures: { count, distanceMeters }, period } = report;
  const isWeek = period.kind === "week";
  if (best) return subjects.best(effortName(best.name, details), format.duration(best.seconds));
  if (unusual?.kind === "longest_ever" || unusual?.kind === "longest_90") {
    return subjects[unusual.kind](format.distanceText(unusual.run.distanceMeters));
  }
  if (unusual?.kind === "first_under") {
    return subjects.first_under(`${format.duration(unusual.pace)}\u00a0/${format.units}`);
  }
  if (race && race.days > 0 && race.days <= SOON_DAYS) {
    return subjects.race(race.name, daysCount(race.days));
  }
  if (count === 0) return isWeek ? subjects.quiet : subjects.quietMonth;
  const say = isWeek ? subjects.run : subjects.runMonth;
  return say(format.distanceText(distanceMeters), dashboard.runs(count));
}

function verdictOf({ period, verdict }: Report, { t: { reports }, format }: ReportReading): string {
  const t = reports.verdicts[period.kind === "week" ? "week" : "month"];
  return inWords(verdict, t, { days: reports.daysCount, percent: format.percent });
}

type VerdictWords = Messages["reports"]["verdicts"]["week"];

function inWords(
  verdict: Verdict,
  t: VerdictWords,
  { days, percent }: { days: (n: number) => string; percent: (part: number) => string },
): string {
  switch (verdict.code) {
    case "quiet":
      return verdict.days > LONG_QUIET_DAYS ? t.long_quiet(days(verdict.days)) : t.quiet;
    case "back":
      return t.back(days(verdict.days));
    case "plan_most":
    case "plan_some":
      return t[verdict.code](String(verdict.done), String(verdict.count));
    case "far_more":
    case "more":
    case "less":
      return t[verdict.code](percent(verdict.by));
    default:
      return t[verdict.code];
  }
}
