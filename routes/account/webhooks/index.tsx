import { Hono } from "hono";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { DeliveryList, WebhookList } from "@/components/Webhooks.tsx";
import { listLatestDeliveries } from "@/db/webhook_deliveries.ts";
import { listWebhooksOf } from "@/db/webhooks.ts";
import type { AppEnv } from "@/http/env.ts";
import { renderPage } from "@/http/render.tsx";
import { formatFor } from "@/locales/format.ts";

const SHOWN = 50;

export default new Hono<AppEnv>().get("/", async (c) => {
  const { deps: { db, now }, runner, locale, t: { webhooks: t, tokens, accounts } } = c.var;
  const webhooks = await listWebhooksOf(db, runner.id);
  const deliveries = await listLatestDeliveries(db, runner.id, SHOWN);
  const words = { t, format: formatFor(locale, runner.units), timeZone: runner.timeZone };
  const done = c.req.query("done");
  return renderPage(
    c,
    { title: t.title },
    <div class="stack">
      <PageHeader
        title={t.title}
        lead={
          <>
            {t.lead} <a href="/developers">{tokens.personal.docs}</a>
          </>
        }
        back={{ href: "/account", label: accounts.menu.title }}
      />
      {done === "removed" ? <Notice tone="success">{t.removed}</Notice> : null}
      {done === "replayed" ? <Notice tone="success">{t.deliveries.replayed}</Notice> : null}
      <WebhookList {...words} webhooks={webhooks} now={now()} />
      {webhooks.length > 0 ? <DeliveryList {...words} deliveries={deliveries} /> : null}
    </div>,
  );
});
