import { uuidv7 } from "uuidv7";
import type { Db } from "@/db/client.ts";
import { getMailChoices } from "@/db/mail_choices.ts";
import { throttle } from "@/domain/accounts/throttle.ts";
import { oweMail } from "@/domain/mail/owe.ts";
import { periodAfter, periodName, periodOf } from "@/domain/training/report/periods.ts";
import { localDate, type WeekStart } from "@/domain/training/weeks.ts";

interface Tester {
  id: string;
  email: string;
  timeZone: string;
  weekStart: WeekStart;
}

/** Owes the report on the last days that are over, some times an hour: whoever has the browser has the mail box flooded. */
export async function oweTestReport(db: Db, tester: Tester, now: number): Promise<void> {
  const { id: userId, email: toAddress, timeZone, weekStart } = tester;
  await throttle(db, "test_mail", userId, now);
  await db.transaction(async (tx) => {
    const cadence = (await getMailChoices(tx, userId))?.choices.cadence;
    const kind = cadence === "monthly" ? "month" : "week";
    const about = periodName(periodAfter(periodOf(kind, localDate(now, timeZone), weekStart), -1));
    const cause = `test_report:${uuidv7()}`;
    await oweMail(tx, { userId, kind: "test_report", about, cause, toAddress }, now);
  });
}
