import { type Context, Hono } from "hono";
import { ImportPanel } from "@/components/ImportPanel.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { SubmitButton } from "@/components/Field.tsx";
import { listImportFailures } from "@/db/imports.ts";
import { getStravaLink, type StravaLink } from "@/db/strava_accounts.ts";
import type { AppEnv } from "@/http/env.ts";
import { readProgress } from "@/http/import_progress.ts";
import { renderPage } from "@/http/render.tsx";
import { formatFor } from "@/locales/format.ts";

export default new Hono<AppEnv>().get("/", async (c) => {
  const { deps, runner, locale, t: { strava: t } } = c.var;
  const link = await getStravaLink(deps.db, runner.id);
  if (!link) return c.redirect("/strava/connect", 303);
  const format = formatFor(locale, runner.units);
  const since = t.since(format.dateTime(link.connectedAt, runner.timeZone));
  return renderPage(
    c,
    { title: t.title },
    <div class="stack">
      <PageHeader title={t.connected(link.athleteName)} lead={since} />
      <LinkState link={link} t={t} />
      {await importPanel(c, link)}
      <section class="panel stack">
        <h2>{t.disconnect.title}</h2>
        <p>{t.disconnect.text}</p>
        <form method="post" action="/account/strava/disconnect">
          <SubmitButton tone="danger">{t.disconnect.submit}</SubmitButton>
        </form>
      </section>
    </div>,
  );
});

function LinkState({ link, t }: { link: StravaLink; t: AppEnv["Variables"]["t"]["strava"] }) {
  const again = (
    <p>
      <a class="button" href="/strava/connect?again=1">{t.connectAgain}</a>
    </p>
  );
  if (link.status === "reconnect") {
    return (
      <Notice tone="danger" title={t.reconnect.title}>
        <p>{t.reconnect.text}</p>
        {again}
      </Notice>
    );
  }
  if (link.scopes.includes("activity:read_all")) return null;
  return (
    <Notice tone="warning">
      <p>{t.scopesLimited}</p>
      {again}
    </Notice>
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
      mayStart={!progress.active && link.status === "connected"}
      t={t}
      format={formatFor(locale, runner.units)}
      timeZone={runner.timeZone}
    />
  );
}
