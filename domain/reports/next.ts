import type { MailChoices } from "@/db/mail_choices.ts";
import {
  firstDueAfter,
  parsePeriod,
  type Period,
  periodName,
  sendAt,
  type SendChoice,
} from "@/domain/training/report/periods.ts";
import { localDate, type WeekStart } from "@/domain/training/weeks.ts";

interface Calendar {
  timeZone: string;
  weekStart: WeekStart;
}

/** When a runner's reports are sent; undefined where they want none, or none arrives. */
export function sendChoice(
  { cadence, weekday, hour, stoppedAt }: MailChoices,
  { timeZone, weekStart }: Calendar,
): SendChoice | undefined {
  if (cadence === "none" || stoppedAt !== null) return undefined;
  return { cadence, weekday, hour, timeZone, weekStart };
}

type Next = Pick<MailChoices, "nextPeriod" | "nextAt">;

/** Nothing is due: what is over by now was reported, or was not asked for. */
export function nextFrom(choice: SendChoice | undefined, now: number): Next {
  if (!choice) return { nextPeriod: "", nextAt: null };
  return dueOf(firstDueAfter(choice, localDate(now, choice.timeZone), now), choice);
}

/**
 * The same period at another hour or in another zone, even where that is over already: a runner who flies ahead of the
 * sun still gets the report, and one who flies back gets none twice.
 */
export function nextMoved({ nextPeriod }: Next, choice: SendChoice, now: number): Next {
  const period = parsePeriod(nextPeriod);
  return period ? dueOf(period, choice) : nextFrom(choice, now);
}

export function dueOf(period: Period, choice: SendChoice): Next {
  return { nextPeriod: periodName(period), nextAt: sendAt(period, choice) };
}
