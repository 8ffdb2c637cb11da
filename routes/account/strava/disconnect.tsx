import { Hono } from "hono";
import { AuthPage } from "@/components/AuthPage.tsx";
import { disconnectStrava } from "@/domain/strava/disconnect.ts";
import type { AppEnv } from "@/http/env.ts";
import { renderPage } from "@/http/render.tsx";
import { formatFor } from "@/locales/format.ts";

export default new Hono<AppEnv>().post("/", async (c) => {
  const { deps, runner, locale, t: { strava: { disconnect: t } } } = c.var;
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
        <a class="button" href="/">{t.home}</a>
      </p>
    </AuthPage>,
  );
});
