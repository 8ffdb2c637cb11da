import { effortName } from "@/components/effort_name.ts";
import type { ReportReading, ToldFact } from "@/components/reports/report_words.ts";
import type { Unusual } from "@/domain/training/report/records.ts";
import type { Report } from "@/domain/training/report/report.ts";

/** What else there is to say, what to mind first. */
export function factsOf(report: Report, reading: ReportReading): ToldFact[] {
  return [
    riskFact(report, reading),
    bestFact(report, reading),
    unusualFact(report, reading),
    plannedFact(report, reading),
    streakFact(report, reading),
    raceFact(report, reading),
  ].filter((fact) => fact !== undefined);
}

function riskFact({ risk }: Report, { t, format }: ReportReading): ToldFact | undefined {
  if (!risk) return undefined;
  const { facts, hows } = t.reports;
  const [distance, longest] = [risk.run.distanceMeters, risk.longestMeters]
    .map((meters) => format.distanceText(meters));
  const text = facts.riskText(distance, format.number(risk.ratio, 2));
  const how = hows.risk(distance, longest);
  return { id: "risk", label: facts.risk, text, how, path: `/runs/${risk.run.id}` };
}

function bestFact({ best }: Report, reading: ReportReading): ToldFact | undefined {
  if (!best) return undefined;
  const { t: { reports: { facts, hows }, details }, format } = reading;
  const text = facts.bestText(effortName(best.name, details), format.duration(best.seconds));
  return { id: "best", label: facts.best, text, how: hows.best, path: `/runs/${best.run.id}` };
}

function unusualFact({ unusual }: Report, { t, format }: ReportReading): ToldFact | undefined {
  if (!unusual) return undefined;
  const { facts, hows } = t.reports;
  const [now, before] = amountsOf(unusual, format);
  return {
    id: "unusual",
    label: facts.unusual,
    text: facts.unusualTexts[unusual.kind](now),
    how: hows.unusual[unusual.kind](before),
    path: `/runs/${unusual.run.id}`,
  };
}

/** What it was now, and what it was before. */
function amountsOf(unusual: Unusual, format: ReportReading["format"]): [string, string] {
  const pace = (seconds: number) => `${format.duration(seconds)}\u00a0/${format.units}`;
  const climb = (meters: number) => Object.values(format.climb(meters)).join("\u00a0");
  switch (unusual.kind) {
    case "longest_ever":
    case "longest_90":
      return [
        format.distanceText(unusual.run.distanceMeters),
        format.distanceText(unusual.beforeMeters),
      ];
    case "first_under":
      return [pace(unusual.pace), pace(unusual.beforePace)];
    case "climb_90":
      return [climb(unusual.gainMeters), climb(unusual.beforeMeters)];
    default:
      return [format.localTime(unusual.run.localTime ?? ""), format.localTime(unusual.beforeTime)];
  }
}

function plannedFact({ planned }: Report, { t: { reports } }: ReportReading): ToldFact | undefined {
  if (!planned || planned.count === 0) return undefined;
  const { facts, hows } = reports;
  const text = facts.plannedText(String(planned.done), String(planned.count));
  return { id: "planned", label: facts.planned, text, how: hows.planned, path: "/plan" };
}

/** One week is no row. */
function streakFact({ streakWeeks }: Report, { t }: ReportReading): ToldFact | undefined {
  if (streakWeeks < 2) return undefined;
  const { facts, hows, weeksCount } = t.reports;
  const text = facts.streakText(weeksCount(streakWeeks));
  return { id: "streak", label: facts.streak, text, how: hows.streak };
}

function raceFact({ race }: Report, { t: { reports } }: ReportReading): ToldFact | undefined {
  if (!race) return undefined;
  const { facts, hows, daysCount } = reports;
  const text = race.days === 0
    ? facts.raceToday(race.name)
    : facts.raceText(race.name, daysCount(race.days));
  return { id: "race", label: facts.race, text, how: hows.race, path: `/races/${race.id}` };
}
