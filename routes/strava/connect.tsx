import { Hono } from "hono";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { ConnectWithStrava } from "@/components/StravaMark.tsx";
import { getStravaLink } from "@/db/strava_accounts.ts";
import { beginConnect } from "@/domain/strava/connect.ts";
import type { AppEnv } from "@/http/env.ts";
import { renderPage } from "@/http/render.tsx";

/** What the runner would agree to, before Strava asks; then off to Strava. */
export default new Hono<AppEnv>()
  .get("/", async (c) => {
    const { deps, runner, t: { accounts, strava: { consent: t } } } = c.var;
    const isAgain = c.req.query("again") === "1";
    const link = await getStravaLink(deps.db, runner.id);
    if (link?.status === "connected" && !isAgain) return c.redirect("/account/strava", 303);
    const action = isAgain ? "/strava/connect?again=1" : "/strava/connect";
    return renderPage(
      c,
      { title: t.title },
      <div class="stack">
        <PageHeader title={t.title} lead={t.lead} />
        {c.req.query("confirmed") === "1"
          ? <Notice tone="success">{accounts.confirm.done}</Notice>
          : null}
        <dl class="consent">
          {t.items.map(({ title, text }) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
        <p class="muted">{t.next}</p>
        <ConnectWithStrava action={action} label={t.buttonLabel} />
      </div>,
    );
  })
  .post("/", async (c) => {
    const { deps, runner } = c.var;
    const address = await beginConnect({ ...deps, now: deps.now() }, runner, {
      redirectUri: `${deps.baseUrl}/strava/callback`,
      force: c.req.query("again") === "1",
    });
    return c.redirect(address, 303);
  });
