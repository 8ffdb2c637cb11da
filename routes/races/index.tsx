import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { LikelyRaces } from "@/components/races/LikelyRaces.tsx";
import { RaceFilters } from "@/components/races/RaceFilters.tsx";
import { RacesPage } from "@/components/races/RacesPage.tsx";
import { countRaces, listRaces } from "@/db/races.ts";
import { listCountries } from "@/domain/races/countries.ts";
import { addRace } from "@/domain/races/own.ts";
import { localDate } from "@/domain/training/weeks.ts";
import type { AppEnv } from "@/http/env.ts";
import { answerRaceForm } from "@/http/race_page.tsx";
import { raceProblems, readRaceForm } from "@/http/race_form.ts";
import { type RaceQuery, racesHref, readRaceQuery } from "@/http/race_query.ts";
import { renderPage } from "@/http/render.tsx";
import { formatFor } from "@/locales/format.ts";

const PAGE_SIZE = 30;

export default new Hono<AppEnv>().get("/", async (c) => {
  const { deps, runner, locale, t: { races: t, plans, shell } } = c.var;
  const today = localDate(deps.now(), runner.timeZone);
  const query = readRaceQuery(c.req.query(), today);
  const hasProblem = Object.keys(query.problems).length > 0;
  const filters = (
    <RaceFilters t={t} shell={shell} locale={locale} query={query} countries={listCountries()} />
  );
  return renderPage(
    c,
    { title: t.title, status: hasProblem ? 422 : 200 },
    <RacesPage
      {...{ t, locale, format: formatFor(locale, runner.units), today, filters, plans: plans.menu }}
      found={hasProblem ? undefined : await find(c, query)}
    />,
  );
}).post("/", async (c) => {
  const { deps: { db, now }, runner, locale, t: { races: t } } = c.var;
  const form = await readRaceForm(c);
  const title = t.form.title;
  const again = { title, action: "/races", submit: t.form.submit, values: form.values };
  if (!form.data) return answerRaceForm(c, { ...again, errors: raceProblems(c, form) });
  const { id = uuidv7(), isNew, ...facts } = form.data;
  const answer = await db.transaction((tx) =>
    addRace(tx, runner.id, facts, { id, isNew, now: now() })
  );
  if ("added" in answer) return c.redirect(`/races/${answer.added.id}?done=added`, 303);
  const today = localDate(now(), runner.timeZone);
  const words = { t, locale, format: formatFor(locale, runner.units) };
  const notice = (
    <LikelyRaces {...words} races={answer.likely} today={today} values={{ ...form.values, id }} />
  );
  return answerRaceForm(c, { ...again, errors: [], notice });
});

/** A page of races, with one more than it shows, to know whether there is another. */
async function find(c: Context<AppEnv>, { values, filter, isPast, after, active }: RaceQuery) {
  const { deps: { db }, runner } = c.var;
  const stretch = { descending: isPast, from: after, limit: PAGE_SIZE + 1 };
  const found = await listRaces(db, runner.id, filter, stretch);
  const races = found.slice(0, PAGE_SIZE);
  const last = found.length > PAGE_SIZE ? races.at(-1) : undefined;
  return {
    races,
    count: await countRaces(db, runner.id, filter),
    isFiltered: active > 0,
    first: after && racesHref(values),
    next: last && racesHref(values, [last.date, last.id]),
  };
}
