import { daysBetween } from "../weeks.ts";
import type { ReportFacts } from "./facts.ts";
import type { Figures, Planned } from "./report.ts";
import type { Risk } from "./risk.ts";

/** How it went, in one sentence. */
export type Verdict =
  | { code: "new" | "open" | "first" | "raced" | "spike" | "steady" | "plan_all" }
  /** Days since the last run, when the period was over. */
  | { code: "quiet"; days: number }
  /** Days without a run before it. */
  | { code: "back"; days: number }
  | { code: "plan_most" | "plan_some"; done: number; count: number }
  /** Against the mean of the periods before, as a part of it. */
  | { code: "far_more" | "more" | "less"; by: number };

const LONG_BREAK_DAYS = 14;
/** A change that a runner feels. Our convention. */
const NOTABLE = 0.2;
/** Twice as much as usual. */
const FAR = 1;
const MOST = 0.6;

/** The one thing to say of a period: what was hard on the body comes before what went well. */
export function judge(
  { period, today, runs, before }: ReportFacts,
  { figures, planned, risk }: { figures: Figures; planned?: Planned; risk?: Risk },
): Verdict {
  if (runs.length === 0) {
    if (before.lastDate === null) return { code: "new" };
    if (today <= period.last) return { code: "open" };
    return { code: "quiet", days: daysBetween(before.lastDate, period.last) };
  }
  if (before.lastDate === null) return { code: "first" };
  if (runs.some(({ effort }) => effort === "race")) return { code: "raced" };
  if (risk && risk.band !== "small") return { code: "spike" };
  const days = daysBetween(before.lastDate, runs[0].localDate);
  if (days > LONG_BREAK_DAYS) return { code: "back", days };
  return judgePlan(planned) ?? judgeVolume(figures);
}

function judgePlan(planned: Planned | undefined): Verdict | undefined {
  if (!planned || planned.count === 0) return undefined;
  const { done, count } = planned;
  if (done === count) return { code: "plan_all" };
  return { code: done / count >= MOST ? "plan_most" : "plan_some", done, count };
}

function judgeVolume({ distanceMeters, meanMeters }: Figures): Verdict {
  if (meanMeters === null) return { code: "steady" };
  const by = distanceMeters / meanMeters - 1;
  if (Math.abs(by) < NOTABLE) return { code: "steady" };
  if (by >= FAR) return { code: "far_more", by };
  return { code: by > 0 ? "more" : "less", by: Math.abs(by) };
}
