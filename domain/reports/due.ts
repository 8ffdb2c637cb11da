import type { Db, Tx } from "@/db/client.ts";
import {
  listDueChoices,
  type MailChoices,
  moveToPeriod,
  updateMailChoices,
} from "@/db/mail_choices.ts";
import { getLastRunDate } from "@/db/report_runs.ts";
import { type Log, problemOf } from "@/domain/log.ts";
import { oweMail } from "@/domain/mail/owe.ts";
import { dueOf, nextFrom, sendChoice } from "@/domain/reports/next.ts";
import {
  parsePeriod,
  type Period,
  periodAfter,
  periodName,
  sendAt,
  type SendChoice,
} from "@/domain/training/report/periods.ts";
import { addDays, localDate } from "@/domain/training/weeks.ts";

type Due = Awaited<ReturnType<typeof listDueChoices>>[number];

const BATCH = 100;
const HOUR_MS = 3_600_000;
/** Who has run nothing for so long hears of it once a month. */
const SILENT_DAYS = 61;

/**
 * Owes each report whose time has come, once: the row moves on to its next period in the same transaction, and a mail's
 * cause is unique besides. What ran twice, at once or again after a crash, owes nothing twice.
 */
export async function oweReports(db: Db, now: number, log?: Pick<Log, "error">): Promise<void> {
  for (;;) {
    const due = await listDueChoices(db, now, BATCH);
    if (due.length === 0) return;
    try {
      await db.transaction(async (tx) => {
        for (const each of due) await oweReport(tx, each, now);
      });
    } catch (error) {
      if (!log) throw error;
      for (const each of due) await oweAlone(db, each, { now, log });
    }
  }
}

/** One runner whose report cannot be owed, as this machine does not know their zone, keeps nobody else's. */
async function oweAlone(
  db: Db,
  due: Due,
  { now, log }: { now: number; log: Pick<Log, "error"> },
): Promise<void> {
  const { userId } = due.choices;
  try {
    await db.transaction((tx) => oweReport(tx, due, now));
  } catch (error) {
    log.error("Cannot owe a report", { userId, problem: problemOf(error) });
    await updateMailChoices(db, userId, { nextAt: now + HOUR_MS });
  }
}

async function oweReport(tx: Tx, due: Due, now: number): Promise<void> {
  const { choices, email } = due;
  const choice = sendChoice(choices, due);
  const period = choice && latestDue(choices, choice, now);
  if (!period) return void await moveToPeriod(tx, choices, nextFrom(choice, now));
  const isSlowed = await isSilent(tx, choices, { period, choice });
  const next = isSlowed
    ? { cadence: "monthly" as const, slowedFor: periodName(period) }
    : dueOf(periodAfter(period), choice);
  const following = isSlowed ? nextFrom({ ...choice, cadence: "monthly" }, now) : {};
  if (!await moveToPeriod(tx, choices, { ...next, ...following })) return;
  const about = periodName(period);
  const cause = `report:${choices.userId}:${about}`;
  await oweMail(
    tx,
    { userId: choices.userId, kind: "report", about, cause, toAddress: email },
    now,
  );
}

/** Of several that came due while nothing ran, the last: older ones are no news, and stand in the archive. */
function latestDue(
  { nextPeriod }: MailChoices,
  choice: SendChoice,
  now: number,
): Period | undefined {
  let period = parsePeriod(nextPeriod);
  if (!period) return undefined;
  while (sendAt(periodAfter(period), choice) <= now) period = periodAfter(period);
  return period;
}

async function isSilent(
  tx: Tx,
  { userId, chosenAt }: MailChoices,
  { period, choice }: { period: Period; choice: SendChoice },
): Promise<boolean> {
  if (choice.cadence !== "weekly") return false;
  const since = addDays(period.last, -SILENT_DAYS);
  const lastRun = await getLastRunDate(tx, userId) ?? "";
  return lastRun < since && localDate(chosenAt, choice.timeZone) < since;
}
