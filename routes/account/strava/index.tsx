import { type Context, Hono } from "hono";
import { ImportPanel } from "@/components/ImportPanel.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { Purges } from "@/components/Purges.tsx";
import { StravaLinkNotice } from "@/components/StravaLinkNotice.tsx";
import { listImportFailures } from "@/db/imports.ts";
import { listPurges, type Purge } from "@/db/purges.ts";
import { sumRuns } from "@/db/runs_list.ts";
import { getStravaLink, type StravaLink } from "@/db/strava_accounts.ts";
import { readSyncState } from "@/domain/strava/sync_state.ts";
import type { AppEnv } from "@/http/env.ts";
import { readProgress } from "@/http/import_progress.ts";
import { renderPage } from "@/http/render.tsx";
import { fateOf, syncPanels } from "@/http/sync_panels.tsx";
import { formatFor } from "@/locales/format.ts";

export default new Hono<AppEnv>().get("/", async (c) => {
  const { deps, runner, t: { strava: t } } = c.var;
  const link = await getStravaLink(deps.db, runner.id);
  const purges = await listPurges(deps.db, runner.id);
  if (link) return await connectedPage(c, link, purges);
  if (purges.length === 0) return c.redirect("/strava/connect", 303);
  return renderPage(c, { title: t.title }, unconnected(c, purges));
});

async function connectedPage(c: Context<AppEnv>, link: StravaLink, purges: Purge[]) {
  const { deps, runner, locale, t: { strava: t, sync } } = c.var;
  const state = await readSyncState(deps, runner.id, link, deps.now());
  const since = formatFor(locale, runner.units).dateTime(link.connectedAt, runner.timeZone);
  return renderPage(
    c,
    { title: t.title },
    <div class="stack">
      <PageHeader title={t.connected(link.athleteName)} lead={t.since(since)} />
      <StravaLinkNotice link={link} fate={fateOf(c, state)} t={t} />
      {c.req.query("retried") === "1"
        ? <Notice tone="success">{sync.failed.retried}</Notice>
        : null}
      {await importPanel(c, link)}
      {syncPanels(c, link, state)}
      <section class="panel stack">
        <h2>{t.disconnect.title}</h2>
        <p>{t.disconnect.text}</p>
        <p>
          <a class="button-danger" href="/account/strava/disconnect">{t.disconnect.ask}</a>
        </p>
      </section>
      {certificates(c, purges)}
    </div>,
  );
}

async function importPanel(c: Context<AppEnv>, link: StravaLink) {
  const { deps, runner, locale, t: { strava: t } } = c.var;
  const { latest, progress } = await readProgress(c);
  if (!latest || !progress) return null;
  const failures = latest.failed > 0 ? await listImportFailures(deps.db, runner.id, latest.id) : [];
  return (
    <ImportPanel
      latest={latest}
      progress={progress}
      failures={failures}
      kept={latest.state === "done" ? await countKept(c) : undefined}
      mayStart={!progress.active && link.status === "connected"}
      t={t}
      format={formatFor(locale, runner.units)}
      timeZone={runner.timeZone}
    />
  );
}

/** Who has left sees what was deleted, and at whose word. */
function unconnected(c: Context<AppEnv>, purges: Purge[]) {
  const { runner, locale, t: { dashboard, sync: { purges: t } } } = c.var;
  const format = formatFor(locale, runner.units);
  const at = (instant: number) => format.dateTime(instant, runner.timeZone);
  const [latest] = purges;
  return (
    <div class="stack">
      <PageHeader title={t.unconnected} lead={t.unconnectedLead} />
      {latest.cause === "revoked"
        ? (
          <Notice tone="info" title={t.revokedTitle}>
            <p>{t.revoked(at(latest.beganAt), at(latest.finishedAt))}</p>
          </Notice>
        )
        : null}
      <p>
        <a class="button" href="/strava/connect">{dashboard.empty.connect}</a>
      </p>
      {certificates(c, purges)}
    </div>
  );
}

function certificates(c: Context<AppEnv>, purges: Purge[]) {
  const { runner, locale, t } = c.var;
  const format = formatFor(locale, runner.units);
  return <Purges purges={purges} t={t.sync.purges} format={format} timeZone={runner.timeZone} />;
}

/** The list shows runs alone, so its number is not the receipt's. */
async function countKept(c: Context<AppEnv>) {
  const { deps: { db }, runner } = c.var;
  const { count: all } = await sumRuns(db, runner.id, { sport: "all" });
  const { count: runs } = await sumRuns(db, runner.id, { sport: "runs" });
  return { all, runs };
}
