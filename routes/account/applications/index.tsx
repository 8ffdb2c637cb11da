import { Hono } from "hono";
import { Applications } from "@/components/Applications.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { listApplications } from "@/db/grants.ts";
import type { AppEnv } from "@/http/env.ts";
import { renderPage } from "@/http/render.tsx";
import { formatFor } from "@/locales/format.ts";

export default new Hono<AppEnv>().get("/", async (c) => {
  const { deps: { db, now }, runner, locale, t } = c.var;
  const { apps } = t.tokens;
  return renderPage(
    c,
    { title: apps.title },
    <div class="stack">
      <PageHeader
        title={apps.title}
        lead={apps.lead}
        back={{ href: "/account", label: t.accounts.menu.title }}
      />
      {c.req.query("done") === "1" ? <Notice tone="success">{apps.withdrawn}</Notice> : null}
      <Applications
        t={t.tokens}
        applications={await listApplications(db, runner.id, now())}
        format={formatFor(locale, runner.units)}
        timeZone={runner.timeZone}
      />
    </div>,
  );
});
