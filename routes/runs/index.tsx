import { Hono } from "hono";
import { RunFilters } from "@/components/RunFilters.tsx";
import { RunsPage } from "@/components/RunsPage.tsx";
import { listSports } from "@/db/runs.ts";
import { listRuns, sumRuns } from "@/db/runs_list.ts";
import type { AppEnv } from "@/http/env.ts";
import { answerCached, remembered } from "@/http/page_cache.ts";
import { renderDocument, renderPage } from "@/http/render.tsx";
import { readRunQuery, writeCursor } from "@/http/run_filters.ts";
import { formatFor } from "@/locales/format.ts";

const PAGE_SIZE = 30;

export default new Hono<AppEnv>().get("/", async (c) => {
  const { deps, runner, locale, t: { runs: t, shell } } = c.var;
  const query = readRunQuery(c.req.query(), runner.units);
  const filters = async () => (
    <RunFilters
      t={t}
      query={query}
      units={runner.units}
      sports={await remembered(c, "sports", () => listSports(deps.db, runner.id))}
      fixErrors={shell.fixErrors}
    />
  );
  if (Object.keys(query.problems).length > 0) {
    return renderPage(
      c,
      { title: t.title, status: 422 },
      <RunsPage t={t} filters={await filters()} />,
    );
  }
  return await answerCached(c, "", async () => {
    const { filter, sort, after } = query;
    const found = await listRuns(deps.db, runner.id, filter, { sort, after, limit: PAGE_SIZE + 1 });
    const runs = found.slice(0, PAGE_SIZE);
    const last = runs.at(-1);
    const next = found.length > PAGE_SIZE && last
      ? writeCursor([last.sortValue, last.id])
      : undefined;
    const page = {
      runs,
      totals: await remembered(
        c,
        `totals ${JSON.stringify(filter)}`,
        () => sumRuns(deps.db, runner.id, filter),
      ),
      nextHref: next && hrefOf(query.values, next),
      firstHref: after && hrefOf(query.values),
      onlyRuns: filter.sport === "runs",
    };
    return renderDocument(
      c,
      t.title,
      <RunsPage
        t={t}
        filters={await filters()}
        page={page}
        format={formatFor(locale, runner.units)}
      />,
    );
  });
});

function hrefOf(values: Record<string, string>, after?: string): string {
  const params = new URLSearchParams(after ? { ...values, after } : values);
  return params.size > 0 ? `/runs?${params}` : "/runs";
}
