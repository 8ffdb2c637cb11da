import { Hono } from "hono";
import { getEntry } from "@/db/race_entries.ts";
import { raceCalendar } from "@/domain/races/calendar.ts";
import type { AppEnv } from "@/http/env.ts";
import { aboutRace } from "@/http/race_calendar.ts";
import { raceOfPath } from "@/http/race_page.tsx";
import { formatFor } from "@/locales/format.ts";

/** The race for the reader's own calendar, with their goals where they have entered it. */
export default new Hono<AppEnv>().get("/", async (c) => {
  const { deps: { db, baseUrl }, runner, locale, t: { races: t } } = c.var;
  const race = await raceOfPath(c);
  if (race.mergedInto) return c.redirect(`/races/${race.mergedInto}/race.ics`, 301);
  const format = formatFor(locale, runner.units);
  const entry = await getEntry(db, runner.id, race.id);
  const body = raceCalendar(race, aboutRace(race, entry, { baseUrl, t, locale, format }));
  return c.body(body, 200, {
    "content-type": "text/calendar; charset=utf-8",
    "content-disposition": `attachment; filename="race.ics"`,
    "cache-control": "private, no-store",
  });
});
