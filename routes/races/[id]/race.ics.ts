import { Hono } from "hono";
import { distanceName, placeText } from "@/components/races/race_facts.ts";
import { getEntry } from "@/db/race_entries.ts";
import { raceCalendar } from "@/domain/races/calendar.ts";
import type { AppEnv } from "@/http/env.ts";
import { goalsOf } from "@/http/own_race.tsx";
import { raceOfPath } from "@/http/race_page.tsx";
import { formatFor } from "@/locales/format.ts";

/** The race for the reader's own calendar, with their goals where they have entered it. */
export default new Hono<AppEnv>().get("/", async (c) => {
  const { deps: { db, baseUrl }, runner, locale, t: { races: t } } = c.var;
  const race = await raceOfPath(c);
  if (race.mergedInto) return c.redirect(`/races/${race.mergedInto}/race.ics`, 301);
  const format = formatFor(locale, runner.units);
  const words = { t, locale, format };
  const entry = await getEntry(db, runner.id, race.id);
  const goals = (entry ? goalsOf(entry) : []).map(({ letter, seconds }) => {
    const pace = format.pace(race.distanceMeters, seconds);
    return `${letter}: ${format.duration(seconds)}, ${pace.value} ${pace.unit}`;
  });
  const site = race.url ? [race.url] : [];
  const body = raceCalendar(race, {
    host: new URL(baseUrl).hostname,
    url: `${baseUrl}/races/${race.id}`,
    place: placeText(race, words),
    description: [distanceName(race.distanceMeters, words), ...goals, ...site].join("\n"),
  });
  return c.body(body, 200, {
    "content-type": "text/calendar; charset=utf-8",
    "content-disposition": `attachment; filename="race.ics"`,
    "cache-control": "private, no-store",
  });
});
