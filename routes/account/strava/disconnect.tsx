import { Hono } from "hono";
import { AuthPage } from "@/components/AuthPage.tsx";
import { SubmitButton } from "@/components/Field.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { sumRuns } from "@/db/runs_list.ts";
import { getStravaLink } from "@/db/strava_accounts.ts";
import { disconnectStrava } from "@/domain/strava/disconnect.ts";
import type { AppEnv } from "@/http/env.ts";
import { renderPage } from "@/http/render.tsx";
import { formatFor } from "@/locales/format.ts";

export default new Hono<AppEnv>().get("/", async (c) => {
  const { deps, runner, locale, t: { strava: { disconnect: t } } } = c.var;
  if (!await getStravaLink(deps.db, runner.id)) return c.redirect("/account/strava", 303);
  const { count } = await sumRuns(deps.db, runner.id, { sport: "all" });
  const lead = t.sure(formatFor(locale, runner.units).number(count));
  return renderPage(
    c,
    { title: t.title },
    <div class="stack">
      <PageHeader title={t.title} lead={lead} />
      <p>{t.text}</p>
      <form class="cluster" method="post" action="/account/strava/disconnect">
        <SubmitButton tone="danger">{t.submit}</SubmitButton>
        <a class="button-quiet" href="/account/strava">{t.keep}</a>
      </form>
    </div>,
  );
}).post("/", async (c) => {
  const { deps, runner, locale, t: { strava: { disconnect: t }, sync } } = c.var;
  const gone = await disconnectStrava({ ...deps, now: deps.now() }, runner.id);
  const format = formatFor(locale, runner.units);
  return renderPage(
    c,
    { title: t.doneTitle },
    <AuthPage
      title={t.doneTitle}
      lead={t.done(format.number(gone.runs), format.number(gone.otherRows))}
    >
      <p>{gone.revoked ? t.revoked : t.notRevoked}</p>
      <p>
        <a href={`/account/strava/purges/${gone.purge.id}`} download>{sync.purges.offer}</a>
      </p>
      <p>
        <a class="button" href="/">{t.home}</a>
      </p>
    </AuthPage>,
  );
});
