import type { Context } from "hono";
import { EntryForm } from "@/components/races/EntryForm.tsx";
import { ForecastCard } from "@/components/races/ForecastCard.tsx";
import { type Goal, PacesCard } from "@/components/races/PacesCard.tsx";
import { DoublesCard, RacePage } from "@/components/races/RacePage.tsx";
import { getEntry, listGoing, type RaceEntry } from "@/db/race_entries.ts";
import type { Db } from "@/db/client.ts";
import type { Race } from "@/db/races.ts";
import { forecast } from "@/domain/races/forecast.ts";
import { findLikely } from "@/domain/races/likely.ts";
import { maySteer } from "@/domain/races/own.ts";
import { findLinkedRun, listOffered, resultOf } from "@/domain/races/result.ts";
import { raceDistanceOf } from "@/domain/training/distances.ts";
import { isPredictable } from "@/domain/training/predict.ts";
import { localDate } from "@/domain/training/weeks.ts";
import type { AppEnv } from "@/http/env.ts";
import { entryProblems, entryValues, readEntryForm } from "@/http/entry_form.ts";
import { stewardOf } from "@/http/race_page.tsx";
import { renderPage } from "@/http/render.tsx";
import { formatFor } from "@/locales/format.ts";

const MOST_NAMES = 50;
const DONE = ["added", "saved", "withdrawn", "merged"] as const;

/** What was sent of an entry, where something in it was wrong. */
type Refused = Pick<Awaited<ReturnType<typeof readEntryForm>>, "values" | "problems">;

/** The page of a race: what all see of it, and what is the reader's own. */
export async function answerRace(
  c: Context<AppEnv>,
  race: Race,
  refused?: Refused,
): Promise<Response> {
  const { deps: { db, now }, runner, locale, t } = c.var;
  const today = localDate(now(), runner.timeZone);
  const format = formatFor(locale, runner.units);
  const { entry, candidates, result } = await readOwn(db, runner.id, race);
  const words = { t: t.races, locale, format };
  return renderPage(
    c,
    { title: race.name, status: refused ? 422 : 200 },
    <RacePage
      {...{ race, today, ...words, notice: noticeOf(c), maySteer: maySteer(stewardOf(c), race) }}
      plan={planFor(race, today, t.plans.forRace)}
      result={result}
      going={await listGoing(db, race.id, MOST_NAMES)}
      mine={
        <>
          <EntryForm
            raceId={race.id}
            isEntered={entry !== undefined}
            isRun={race.date <= today}
            values={refused?.values ?? entryValues(entry, candidates)}
            errors={refused ? entryProblems(c, refused) : []}
            {...{ candidates, messages: t, format }}
          />
          {race.date >= today && !result ? await prepare(c, { race, entry, today }) : null}
        </>
      }
      doubles={runner.role === "admin"
        ? <DoublesCard {...words} raceId={race.id} likely={await findLikely(db, race, race.id)} />
        : null}
    />,
  );
}

/** What a race is to the reader: their entry, the runs that may have been it, and how it went. */
async function readOwn(db: Db, userId: string, race: Race) {
  const entry = await getEntry(db, userId, race.id);
  const linked = entry && await findLinkedRun(db, entry, race);
  const candidates = await listOffered(db, userId, race, linked);
  const found = entry && resultOf(entry, linked);
  const result = found && {
    seconds: found.seconds,
    runMeters: found.run?.distanceMeters ?? null,
    goalBSeconds: entry.goalBSeconds,
  };
  return { entry, candidates, result };
}

/** Races of other distances, and those that are over, have no plan. */
function planFor({ date, distanceMeters }: Race, today: string, label: string) {
  const goal = raceDistanceOf(distanceMeters);
  if (!goal || date <= today) return undefined;
  return { href: `/plans?${new URLSearchParams({ goal, raceDate: date })}`, label };
}

interface Prepared {
  race: Race;
  entry: RaceEntry | undefined;
  today: string;
}

/** What helps until the day has come. */
async function prepare(c: Context<AppEnv>, { race, entry, today }: Prepared) {
  const { deps: { db }, runner, locale, t } = c.var;
  const format = formatFor(locale, runner.units);
  const meters = race.distanceMeters;
  return (
    <>
      <ForecastCard
        forecast={await forecast(db, runner.id, meters, today)}
        isOutside={!isPredictable(meters)}
        t={t.races.forecast}
        untitled={t.runs.untitled}
        format={format}
      />
      {entry
        ? (
          <PacesCard
            raceId={race.id}
            meters={meters}
            goals={goalsOf(entry)}
            t={t.races.paces}
            format={format}
          />
        )
        : null}
    </>
  );
}

/** The goals that are set, the fastest first. */
export function goalsOf(
  entry: Pick<RaceEntry, "goalASeconds" | "goalBSeconds" | "goalCSeconds">,
): Goal[] {
  const goals = [
    { letter: "A" as const, seconds: entry.goalASeconds },
    { letter: "B" as const, seconds: entry.goalBSeconds },
    { letter: "C" as const, seconds: entry.goalCSeconds },
  ];
  return goals.flatMap(({ letter, seconds }) => seconds === null ? [] : [{ letter, seconds }]);
}

function noticeOf(c: Context<AppEnv>): string | undefined {
  const { races: t } = c.var.t;
  const words = { added: t.added, saved: t.saved, withdrawn: t.withdrawn, merged: t.admin.merged };
  const done = DONE.find((each) => each === c.req.query("done"));
  return done && words[done];
}
