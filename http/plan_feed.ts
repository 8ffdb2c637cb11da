import { durationOrDistance, fastText, paceText } from "@/components/plans/session_words.ts";
import type { FeedReader } from "@/db/calendar_feeds.ts";
import { listEnteredRaces } from "@/db/race_entries.ts";
import { type CalendarRun, planCalendar } from "@/domain/plans/calendar.ts";
import { readSchedule, type ScheduledRun } from "@/domain/plans/schedule.ts";
import { addDays, localDate } from "@/domain/training/weeks.ts";
import type { Deps } from "@/http/env.ts";
import { aboutRace } from "@/http/race_calendar.ts";
import { type Format, formatFor } from "@/locales/format.ts";
import { type Messages, messagesFor } from "@/locales/mod.ts";

const RACES_STAY_DAYS = 60;

/** A runner's plan and races as one calendar, in their language, their units and on their days. */
export async function writePlanFeed(
  { db, now, baseUrl }: Deps,
  { userId, withDone, locale, units, timeZone }: FeedReader,
): Promise<string> {
  const [t, format] = [messagesFor(locale), formatFor(locale, units)];
  const today = localDate(now(), timeZone);
  const schedule = await readSchedule(db, userId, today);
  const races = await listEnteredRaces(db, userId, addDays(today, -RACES_STAY_DAYS));
  const words = { t, format, withDone, baseUrl };
  return planCalendar({
    runs: (schedule?.runs ?? []).map((run) => ({
      ...inWords(run, words),
      // Runs of a plan that was never changed say nothing of when they were made.
      updatedAt: run.updatedAt || (schedule?.plan.createdAt ?? 0),
    })),
    races: races.map(({ race, entry }) => ({
      race,
      about: aboutRace(race, entry, { t: t.races, locale, format, baseUrl }),
    })),
  }, { host: new URL(baseUrl).hostname, url: `${baseUrl}/plan` });
}

interface FeedWords {
  t: Messages;
  format: Format;
  withDone: boolean;
  baseUrl: string;
}

/** What to run, how and what for; once it was run, what was run instead. */
function inWords(
  run: ScheduledRun,
  { t: { plans: t, feed }, format, withDone, baseUrl }: FeedWords,
): CalendarRun {
  const done = withDone ? run.done?.run : undefined;
  const planned = durationOrDistance(run, format);
  const how = [
    done && feed.planned(planned),
    fastText(run, { t, format }),
    paceText(run.paceSlow, run.paceFast, format),
  ];
  const distance = done && format.distanceText(done.distanceMeters);
  const outcome = done && [
    t.schedule.doneBy(format.join([distance, format.duration(done.movingSeconds)])),
    `${baseUrl}/runs/${done.id}`,
  ].join("\n");
  const lines = [format.join(how), t.purposes[run.kind], run.note, outcome];
  return {
    ...run,
    summary: `${done ? "✓ " : ""}${t.kinds[run.kind]} · ${distance ?? planned}`,
    description: lines.filter(Boolean).join("\n"),
  };
}
