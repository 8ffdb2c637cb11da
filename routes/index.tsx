import { type Context, Hono } from "hono";
import { Dashboard } from "@/components/Dashboard.tsx";
import { Landing } from "@/components/Landing.tsx";
import { readDashboard } from "@/db/dashboard.ts";
import { getMailChoices } from "@/db/mail_choices.ts";
import { type ComingRace, readComingUp } from "@/db/races.ts";
import { countOpenPairs } from "@/db/run_pairs.ts";
import { listRuns } from "@/db/runs_list.ts";
import { readConnection } from "@/domain/runs/connection.ts";
import { readSchedule } from "@/domain/plans/schedule.ts";
import { dashboardDates, sumWeeks } from "@/domain/runs/dashboard.ts";
import { localDate } from "@/domain/training/weeks.ts";
import type { AppEnv } from "@/http/env.ts";
import { answerCached } from "@/http/page_cache.ts";
import { renderDocument, renderPage } from "@/http/render.tsx";
import { formatFor } from "@/locales/format.ts";

/** The landing page for strangers, the dashboard for runners. */
export default new Hono<AppEnv>().get("/", async (c) => {
  const { session, t, deps } = c.var;
  if (!session) return renderPage(c, { title: "Runnerly" }, <Landing t={t.landing} />);
  if (!session.emailConfirmedAt) return c.redirect("/confirm-email", 303);
  c.set("runner", session);
  const today = localDate(deps.now(), session.timeZone);
  // Others add races and change them, which this runner's version does not tell.
  const races = await readComingUp(deps.db, session.id, today);
  return await answerCached(c, `${today} ${races}`, () => renderDashboard(c, today, races));
});

async function renderDashboard(
  c: Context<AppEnv>,
  today: string,
  races: string,
): Promise<string> {
  const { deps, runner, locale, t } = c.var;
  const comingUp: ComingRace[] = JSON.parse(races);
  const dates = dashboardDates(today, runner.weekStart);
  const rows = await readDashboard(deps.db, runner.id, dates);
  const recent = await listRuns(deps.db, runner.id, { sport: "runs" }, {
    sort: "newest",
    limit: 10,
  });
  const body = (
    <Dashboard
      name={runner.name}
      today={today}
      state={await readConnection(deps.db, runner.id)}
      weeks={sumWeeks(rows.days, dates.from)}
      year={rows.year}
      longest={rows.longest}
      longestThisYear={rows.longestThisYear}
      recent={recent}
      schedule={await readSchedule(deps.db, runner.id, today)}
      mailsStopped={(await getMailChoices(deps.db, runner.id))?.choices.stoppedBy ?? undefined}
      openPairs={await countOpenPairs(deps.db, runner.id)}
      {...{ races: comingUp, locale, t }}
      format={formatFor(locale, runner.units)}
    />
  );
  return renderDocument(c, t.dashboard.title, body);
}
