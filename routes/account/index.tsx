import { Hono } from "hono";
import { PageHeader } from "@/components/PageHeader.tsx";
import type { AppEnv } from "@/http/env.ts";
import { renderPage } from "@/http/render.tsx";

export default new Hono<AppEnv>().get("/", (c) => {
  const { accounts: { menu: t }, admin, tokens: { menu: tokens }, webhooks, letters } = c.var.t;
  const operations = { href: "/admin/jobs", title: admin.title, text: admin.menuText };
  const entries = [
    { href: "/account/profile", title: t.profile, text: t.profileText },
    { href: "/account/password", title: t.password, text: t.passwordText },
    { href: "/account/email", title: t.email, text: t.emailText },
    { href: "/account/sessions", title: t.sessions, text: t.sessionsText },
    { href: "/account/mails", title: letters.menu, text: letters.menuText },
    { href: "/account/strava", title: t.strava, text: t.stravaText },
    { href: "/account/applications", title: tokens.apps, text: tokens.appsText },
    { href: "/account/tokens", title: tokens.tokens, text: tokens.tokensText },
    { href: "/account/webhooks", title: webhooks.menu, text: webhooks.menuText },
    ...c.var.runner.role === "admin" ? [operations] : [],
    { href: "/account/delete", title: t.remove, text: t.removeText },
  ];
  return renderPage(
    c,
    { title: t.title },
    <div class="stack">
      <PageHeader title={t.title} lead={c.var.runner.email} />
      <ul class="link-list">
        {entries.map(({ href, title, text }) => (
          <li key={href}>
            <a href={href}>
              <span>
                {title} <span class="link-note">{text}</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </div>,
  );
});
