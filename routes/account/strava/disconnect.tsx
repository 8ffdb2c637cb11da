import { Hono } from "hono";
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
    <div class="auth stack">
      <h1>{t.doneTitle}</h1>
      <p class="lead">{t.done(format.number(gone.runs), format.number(gone.otherRows))}</p>
      <p>{gone.revoked ? t.revoked : t.notRevoked}</p>
      <p>
        <a class="button" href="/">{t.home}</a>
      </p>
    </div>,
  );
});
