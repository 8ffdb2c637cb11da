import { type Context, Hono } from "hono";
import type { FullRun } from "@/components/RunInFull.tsx";
import { RunPage } from "@/components/RunPage.tsx";
import { getOwedAt } from "@/db/jobs.ts";
import { getDetails, type RunDetailsRow } from "@/db/run_details.ts";
import { getCountedInstead } from "@/db/run_pairs.ts";
import { getRun, type Run } from "@/db/runs.ts";
import { getStravaLink } from "@/db/strava_accounts.ts";
import { RefusedError } from "@/domain/errors.ts";
import { chartRun } from "@/domain/runs/charts.ts";
import { unpackDetails, unpackStreams } from "@/domain/runs/pack.ts";
import { isSoon, type Reading, readingOf } from "@/domain/runs/reading.ts";
import { cutRun } from "@/domain/runs/stretches.ts";
import { runDetailsKey } from "@/domain/strava/owe.ts";
import type { AppEnv } from "@/http/env.ts";
import { answerCached } from "@/http/page_cache.ts";
import { idParam } from "@/http/params.ts";
import { renderDocument } from "@/http/render.tsx";
import { safeList } from "@/http/run_filters.ts";
import { formatFor } from "@/locales/format.ts";

export default new Hono<AppEnv>().get("/", async (c) => {
  const { deps, runner, locale, t } = c.var;
  const run = await getRun(deps.db, runner.id, idParam(c));
  if (!run) throw new RefusedError("not_found");
  const known = await getDetails(deps.db, runner.id, run.id);
  const reading = await readState(c, run, known);
  return await answerCached(
    c,
    `${run.fetchedAt} ${JSON.stringify(reading)}`,
    async () =>
      renderDocument(
        c,
        run.title || t.runs.untitled,
        <RunPage
          run={run}
          back={safeList(c.req.query("list"))}
          full={reading && await readInFull(c, known, reading)}
          counted={run.hidden ? await getCountedInstead(deps.db, runner.id, run.id) : undefined}
          messages={t}
          format={formatFor(locale, runner.units)}
          timeZone={runner.timeZone}
        />,
      ),
  );
});

/** Undefined where there is nothing more to read. */
async function readState(
  c: Context<AppEnv>,
  run: Run,
  known: RunDetailsRow | undefined,
): Promise<Reading | undefined> {
  const { deps: { db }, runner } = c.var;
  if (run.source !== "strava" || !run.isRun) return undefined;
  const owedAt = await getOwedAt(db, runner.id, runDetailsKey(run.id));
  const link = await getStravaLink(db, runner.id);
  return readingOf(known, {
    owedAt,
    reconnect: link?.status !== "connected",
    typedIn: run.typedIn,
  });
}

async function readInFull(
  c: Context<AppEnv>,
  known: RunDetailsRow | undefined,
  reading: Reading,
): Promise<FullRun> {
  const { deps, runner, locale } = c.var;
  const details = known?.details ? await unpackDetails(known.details) : undefined;
  const streams = known?.streams ? await unpackStreams(known.streams) : undefined;
  const format = formatFor(locale, runner.units);
  const laterAt = (at: number) =>
    isSoon(at, deps.now()) ? undefined : format.time(at, runner.timeZone);
  return {
    reading: reading.kind === "owed" ? { kind: "owed", laterAt: laterAt(reading.at) } : reading,
    stretches: details && cutRun(details, runner.units),
    charts: streams && chartRun(streams, runner.units),
    description: details?.description?.trim() || null,
    calories: details?.calories ?? null,
    exertion: details?.perceived_exertion ?? null,
    shoe: details?.gear?.name ?? null,
  };
}
