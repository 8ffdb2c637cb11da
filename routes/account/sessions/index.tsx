import { Hono } from "hono";
import { SubmitButton } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { describeBrowser } from "@/domain/accounts/browser.ts";
import { listSessions } from "@/db/sessions.ts";
import type { AppEnv } from "@/http/env.ts";
import { renderPage } from "@/http/render.tsx";
import { formatFor } from "@/locales/format.ts";

export default new Hono<AppEnv>().get("/", async (c) => {
  const { deps, runner, locale } = c.var;
  const t = c.var.t.accounts.sessions;
  const sessions = await listSessions(deps.db, runner.id, deps.now());
  const format = formatFor(locale, runner.units);
  return renderPage(
    c,
    { title: t.title },
    <div class="stack">
      <PageHeader
        title={t.title}
        lead={t.lead}
        back={{ href: "/account", label: c.var.t.accounts.menu.title }}
      />
      {c.req.query("done") === "1" ? <Notice tone="success">{t.signedOut}</Notice> : null}
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t.browser}</th>
            <th scope="col">{t.since}</th>
            <th scope="col">{t.lastSeen}</th>
            <th scope="col">
              <span class="visually-hidden">{t.signOut}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <tr key={session.id}>
              <th scope="row">
                {describeBrowser(session.userAgent) ?? t.unknown}
                {session.id === runner.sessionId ? <span class="badge">{t.thisOne}</span> : null}
              </th>
              <td data-label={t.since}>{format.dateTime(session.createdAt, runner.timeZone)}</td>
              <td data-label={t.lastSeen}>
                {format.dateTime(session.lastSeenAt, runner.timeZone)}
              </td>
              <td>
                <form method="post" action={`/account/sessions/${session.id}`}>
                  <SubmitButton tone="quiet">{t.signOut}</SubmitButton>
                </form>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <form method="post" action="/account/sessions/all">
        <SubmitButton tone="danger">{t.everywhere}</SubmitButton>
      </form>
    </div>,
  );
});
