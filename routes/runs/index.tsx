import { type Context, Hono } from "hono";
import { DoublesNotice } from "@/components/DoublesNotice.tsx";
import { RunFilters } from "@/components/RunFilters.tsx";
import { RunsEmpty } from "@/components/RunsEmpty.tsx";
import { RunsPage } from "@/components/RunsPage.tsx";
import { countOpenPairs } from "@/db/run_pairs.ts";
import { listSports } from "@/db/runs.ts";
import { countBefore, listRuns, type RunCursor, sumRuns } from "@/db/runs_list.ts";
import { readConnection } from "@/domain/runs/connection.ts";
import type { AppEnv } from "@/http/env.ts";
import { answerCached, remembered } from "@/http/page_cache.ts";
import { renderDocument, renderPage } from "@/http/render.tsx";
import { listHref, readRunQuery, type RunQuery } from "@/http/run_filters.ts";
import { formatFor } from "@/locales/format.ts";

const PAGE_SIZE = 30;

export default new Hono<AppEnv>().get("/", async (c) => {
  const { deps, runner, t: { runs: t, shell } } = c.var;
  const query = readRunQuery(c.req.query(), runner.units);
  const readSports = () => remembered(c, "sports", () => listSports(deps.db, runner.id));
  const filters = (sports: string[]) => (
    <RunFilters
      t={t}
      query={query}
      units={runner.units}
      sports={sports}
      shell={shell}
    />
  );
  if (Object.keys(query.problems).length > 0) {
    return renderPage(
      c,
      { title: t.title, status: 422 },
      <RunsPage t={t} filters={filters(await readSports())} />,
    );
  }
  return await answerCached(c, "", async () => {
    const sports = await readSports();
    const totals = await remembered(
      c,
      `totals ${JSON.stringify(query.filter)}`,
      () => sumRuns(deps.db, runner.id, query.filter),
    );
    const body = sports.length === 0 || totals.count === 0 && query.active === 0
      ? <RunsPage t={t} empty={await explainNone(c, sports)} />
      : await showFound(c, { query, totals, filters: filters(sports) });
    return renderDocument(c, t.title, body);
  });
});

async function explainNone(c: Context<AppEnv>, sports: string[]) {
  const { deps, runner, t } = c.var;
  const state = await readConnection(deps.db, runner.id);
  return <RunsEmpty state={state} hasActivities={sports.length > 0} t={t} />;
}

interface Found {
  query: RunQuery;
  totals: Awaited<ReturnType<typeof sumRuns>>;
  filters: ReturnType<typeof RunFilters>;
}

async function showFound(c: Context<AppEnv>, { query, totals, filters }: Found) {
  const { deps, runner, locale, t: { runs: t, doubles } } = c.var;
  const { values, filter, sort } = query;
  const { runs, place, previous, next } = await readPage(c, query);
  const from = previous && cursorOf(runs[0]);
  const before = from ? await countBefore(deps.db, runner.id, filter, { sort, from }) : 0;
  const list = listHref(values, place);
  const hrefs = {
    first: previous && before !== PAGE_SIZE ? listHref(values) : undefined,
    previous: previous && listHref(values, { before: previous }),
    next: next && listHref(values, { after: next }),
  };
  return (
    <RunsPage
      t={t}
      filters={filters}
      notice={<DoublesNotice pairs={await countOpenPairs(deps.db, runner.id)} t={doubles} />}
      page={{
        runs,
        totals,
        hrefs,
        before,
        list: list === "/runs" ? undefined : list,
        sport: filter.sport,
      }}
      format={formatFor(locale, runner.units)}
    />
  );
}

/** One page and where its neighbours are; with one run more than it shows, to know whether there is another. */
async function readPage(c: Context<AppEnv>, { filter, sort, after, before }: RunQuery) {
  const { deps: { db }, runner } = c.var;
  const read = (from?: RunCursor, back = false) =>
    listRuns(db, runner.id, filter, { sort, from, back, limit: PAGE_SIZE + 1 });
  if (before && !after) {
    const found = await read(before, true);
    if (found.length > PAGE_SIZE) {
      const runs = found.slice(1);
      return { runs, place: { before }, previous: cursorOf(runs[0]), next: cursorOf(runs.at(-1)) };
    }
  }
  // What is left before the first runs of a page is the first page, and that is shown in full.
  const found = await read(after);
  const runs = found.slice(0, PAGE_SIZE);
  return {
    runs,
    place: { after },
    previous: after && (cursorOf(runs[0]) ?? after),
    next: found.length > PAGE_SIZE ? cursorOf(runs.at(-1)) : undefined,
  };
}

function cursorOf(run: { sortValue: number; id: string } | undefined): RunCursor | undefined {
  return run && [run.sortValue, run.id];
}
