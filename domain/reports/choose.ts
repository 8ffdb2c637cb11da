import type { Tx } from "@/db/client.ts";
import {
  getMailChoices,
  insertMailChoices,
  type MailChoices,
  updateMailChoices,
} from "@/db/mail_choices.ts";
import { bumpVersion, getUserByEmail, type Profile, updateProfile } from "@/db/users.ts";
import { nextFrom, nextMoved, sendChoice } from "@/domain/reports/next.ts";

/** What a runner may say of their mails. */
export type MailWishes = Pick<
  MailChoices,
  | "cadence"
  | "weekday"
  | "hour"
  | "without"
>;

/** Reports come weekly, from the week in which somebody confirmed on. */
export async function beginMails(tx: Tx, userId: string, now: number): Promise<void> {
  await insertMailChoices(tx, { userId, chosenAt: now });
  const found = await getMailChoices(tx, userId);
  if (!found || found.choices.nextPeriod !== "") return;
  await updateMailChoices(tx, userId, nextFrom(sendChoice(found.choices, found), now));
}

/** Another rhythm begins with the next period that is over; another day or hour moves the one that is waited for. */
export async function chooseMails(
  tx: Tx,
  userId: string,
  wishes: MailWishes,
  now: number,
): Promise<void> {
  await insertMailChoices(tx, { userId, chosenAt: now });
  const found = await getMailChoices(tx, userId);
  if (!found) return;
  const choices = { ...found.choices, ...wishes };
  const choice = sendChoice(choices, found);
  const isSameRhythm = choices.cadence === found.choices.cadence;
  const next = choice && isSameRhythm ? nextMoved(choices, choice, now) : nextFrom(choice, now);
  await updateMailChoices(tx, userId, { ...wishes, ...next, chosenAt: now, slowedFor: null });
  await bumpVersion(tx, userId);
}

/** No reports at all: one click in a mail, without an account's password. */
export async function unsubscribe(tx: Tx, userId: string, now: number): Promise<void> {
  await updateMailChoices(tx, userId, {
    ...{ cadence: "none", nextPeriod: "", nextAt: null, chosenAt: now },
  });
  await bumpVersion(tx, userId);
}

/** Nothing but what their account needs is sent to an address any more, whoever has it. */
export async function stopMails(
  tx: Tx,
  address: string,
  { by, now }: { by: "bounce" | "complaint"; now: number },
): Promise<void> {
  const user = await getUserByEmail(tx, address.trim().toLowerCase());
  if (!user) return;
  await insertMailChoices(tx, { userId: user.id, chosenAt: now });
  await updateMailChoices(tx, user.id, {
    ...{ stoppedAt: now, stoppedBy: by, nextPeriod: "", nextAt: null },
  });
  await bumpVersion(tx, user.id);
}

/** The address takes mails again, as its runner says. */
export async function resumeMails(tx: Tx, userId: string, now: number): Promise<void> {
  const found = await getMailChoices(tx, userId);
  if (!found?.choices.stoppedAt) return;
  const choices = { ...found.choices, stoppedAt: null, stoppedBy: null };
  await updateMailChoices(tx, userId, {
    ...{ stoppedAt: null, stoppedBy: null },
    ...nextFrom(sendChoice(choices, found), now),
  });
  await bumpVersion(tx, userId);
}

/** A profile, and with another zone or week another time for the next report. */
export async function changeProfile(
  tx: Tx,
  userId: string,
  profile: Profile,
  now: number,
): Promise<void> {
  const before = await getMailChoices(tx, userId);
  await updateProfile(tx, userId, profile);
  if (!before) return;
  const choice = sendChoice(before.choices, profile);
  if (!choice) return;
  const isSameWeek = before.weekStart === profile.weekStart;
  const next = isSameWeek ? nextMoved(before.choices, choice, now) : nextFrom(choice, now);
  await updateMailChoices(tx, userId, next);
}
