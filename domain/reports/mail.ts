import { getMailChoices } from "@/db/mail_choices.ts";
import type { ReportSection } from "@/db/schema/jobs.ts";
import type { Db } from "@/db/client.ts";
import type { OwedMail } from "@/domain/mail/hand_over.ts";
import { type LinkPromise, signLink } from "@/domain/mail/links.ts";
import { readReport } from "@/domain/reports/read.ts";
import type { Sealer } from "@/domain/tokens/sealing.ts";
import type { PlannedSession } from "@/domain/training/report/facts.ts";
import { parsePeriod, periodName } from "@/domain/training/report/periods.ts";
import type { Report } from "@/domain/training/report/report.ts";
import { addDays, localDate, localInstant, weekdayOf } from "@/domain/training/weeks.ts";

/** A report with all that its mail needs besides. */
export interface ReportContent {
  report: Report;
  /** As the address of its page has it. */
  period: string;
  /** This one says that the next ones come monthly. */
  isSlowed: boolean;
  without: ReportSection[];
  unsubscribe: string;
  /** Links that change the plan once they are confirmed on a page. */
  actions: { act: "ill" | "skip_week" | "move_long"; link: string; date?: string }[];
}

interface MailContext {
  db: Db;
  sealer: Sealer;
  now: number;
}

/** So long after its last day a report's links are open. */
const LINKS_LIVE_DAYS = 15;
const [SATURDAY, SUNDAY] = [6, 0];

/** Undefined where the mail names no period, or is not wanted any more. */
export async function readReportMail(
  { db, sealer, now }: MailContext,
  mail: Pick<OwedMail, "userId" | "kind" | "units" | "weekStart" | "timeZone" | "about">,
): Promise<ReportContent | undefined> {
  const { userId, units, weekStart, timeZone } = mail;
  const period = parsePeriod(mail.about ?? "");
  const choices = (await getMailChoices(db, userId))?.choices;
  // They may have had enough while it waited.
  const isUnwanted = !choices || choices.cadence === "none" || choices.stoppedAt !== null;
  if (!period || mail.kind === "report" && isUnwanted) return undefined;
  const today = localDate(now, timeZone);
  const report = await readReport(db, { id: userId, units, weekStart }, { period, today });
  const name = periodName(period);
  const until = localInstant(addDays(period.last, LINKS_LIVE_DAYS), 0, timeZone);
  const link = (act: LinkPromise["act"], about: string) =>
    signLink(sealer, { act, userId, about, until });
  return {
    report,
    period: name,
    isSlowed: choices?.slowedFor === name,
    without: choices?.without ?? [],
    unsubscribe: signLink(sealer, { act: "unsubscribe", userId, about: "report", until: null }),
    actions: offers(report).map(({ act, about, date }) => ({ act, link: link(act, about), date })),
  };
}

interface Offer {
  act: ReportContent["actions"][number]["act"];
  about: string;
  date?: string;
}

/** What a runner may want to do about the days that come; without a plan nothing. */
function offers({ period, planned, next }: Report): Offer[] {
  if (!planned || period.kind !== "week") return [];
  const from = addDays(period.last, 1);
  const long = next.find(({ kind }) => kind === "long");
  return [
    { act: "ill", about: period.first },
    ...next.length > 0 ? [{ act: "skip_week" as const, about: from }] : [],
    ...long ? moveLong(long, from) : [],
  ];
}

/** The long run on the other day of the weekend, if that is within the same week. */
function moveLong({ id, date }: PlannedSession, from: string): Offer[] {
  const wanted = weekdayOf(date) === SATURDAY ? SUNDAY : SATURDAY;
  const days = Array.from({ length: 7 }, (_, i) => addDays(from, i));
  const to = days.find((day) => weekdayOf(day) === wanted);
  return to ? [{ act: "move_long", about: `${id} ${to}`, date: to }] : [];
}
