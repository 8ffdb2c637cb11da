import { type Context, Hono } from "hono";
import { z } from "zod";
import { ErrorSummary, SubmitButton, TextField } from "@/components/Field.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { deleteAccount } from "@/domain/accounts/delete_account.ts";
import {
  accountErrors,
  type AccountProblem,
  asWrongPassword,
  readAccountForm,
} from "@/http/account_forms.ts";
import type { AppEnv } from "@/http/env.ts";
import { type Form, secretField } from "@/http/forms.ts";
import { renderPage } from "@/http/render.tsx";
import { clearSessionCookie } from "@/http/session.ts";

const fields = z.object({ password: secretField });

export default new Hono<AppEnv>()
  .get("/", (c) => page(c, {}))
  .post("/", async (c) => {
    const { deps, runner } = c.var;
    const form = await readAccountForm(c, fields);
    if (!form.data) return page(c, form.problems);
    const deletion = deleteAccount({ ...deps, now: deps.now() }, runner, form.data.password);
    const problems = await asWrongPassword("password", deletion);
    if (problems) return page(c, problems);
    clearSessionCookie(c);
    c.set("session", undefined);
    return goodbye(c, (await deletion).revoked);
  });

function page(c: Context<AppEnv>, problems: Form<unknown, AccountProblem>["problems"]) {
  const { accounts: t, shell } = c.var.t;
  const errors = accountErrors(c, problems);
  return renderPage(
    c,
    { title: t.remove.title, status: errors.list.length > 0 ? 422 : 200 },
    <div class="stack">
      <PageHeader title={t.remove.title} lead={t.remove.lead} />
      <ErrorSummary title={shell.fixErrors} errors={errors.list} />
      <form class="form" method="post" action="/account/delete">
        <TextField
          label={t.currentPassword}
          name="password"
          type="password"
          autocomplete="current-password"
          error={errors.field("password")}
          required
        />
        <SubmitButton tone="danger">{t.remove.submit}</SubmitButton>
      </form>
    </div>,
  );
}

function goodbye(c: Context<AppEnv>, revoked: boolean | undefined) {
  const { remove: t } = c.var.t.accounts;
  return renderPage(
    c,
    { title: t.doneTitle },
    <div class="auth stack">
      <h1>{t.doneTitle}</h1>
      <p class="lead">{t.done}</p>
      {revoked === undefined ? null : <p>{revoked ? t.revoked : t.notRevoked}</p>}
      <p>
        <a class="button" href="/">{t.home}</a>
      </p>
    </div>,
  );
}
