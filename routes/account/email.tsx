import { type Context, Hono } from "hono";
import { z } from "zod";
import { ErrorSummary, SubmitButton, TextField } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { requestEmailChange } from "@/domain/accounts/change_credentials.ts";
import {
  accountErrors,
  type AccountProblem,
  asWrongPassword,
  readAccountForm,
} from "@/http/account_forms.ts";
import type { AppEnv } from "@/http/env.ts";
import { emailField, type Form, secretField } from "@/http/forms.ts";
import { renderPage } from "@/http/render.tsx";

const fields = z.object({ email: emailField, password: secretField });

export default new Hono<AppEnv>()
  .get("/", (c) => page(c, { values: {}, problems: {} }))
  .post("/", async (c) => {
    const { deps, runner } = c.var;
    const form = await readAccountForm(c, fields);
    if (!form.data) return page(c, form);
    const asked = { newEmail: form.data.email, password: form.data.password };
    const problems = await asWrongPassword(
      "password",
      requestEmailChange({ ...deps, now: deps.now() }, runner, asked),
    );
    if (problems) return page(c, { ...form, problems });
    deps.ring();
    return c.redirect("/account/email?asked=1", 303);
  });

function page(c: Context<AppEnv>, { values, problems }: Form<unknown, AccountProblem>) {
  const { accounts: t, shell } = c.var.t;
  const errors = accountErrors(c, problems);
  const { mailboxUrl } = c.var.deps;
  return renderPage(
    c,
    { title: t.security.emailTitle, status: errors.list.length > 0 ? 422 : 200 },
    <div class="stack">
      <PageHeader title={t.security.emailTitle} lead={t.security.emailLead(c.var.runner.email)} />
      {c.req.query("changed") === "1"
        ? <Notice tone="success">{t.security.emailChanged}</Notice>
        : null}
      {c.req.query("asked") === "1"
        ? (
          <Notice tone="info">
            <p>{t.security.emailRequested}</p>
            {mailboxUrl
              ? (
                <p>
                  <a href={mailboxUrl}>{t.checkMail.openMailbox}</a>
                </p>
              )
              : null}
          </Notice>
        )
        : null}
      <ErrorSummary title={shell.fixErrors} errors={errors.list} />
      <form class="form" method="post" action="/account/email">
        <TextField
          label={t.security.newEmail}
          name="email"
          type="email"
          autocomplete="email"
          value={values.email}
          error={errors.field("email")}
          required
        />
        <TextField
          label={t.currentPassword}
          name="password"
          type="password"
          autocomplete="current-password"
          error={errors.field("password")}
          required
        />
        <SubmitButton>{t.security.changeEmail}</SubmitButton>
      </form>
    </div>,
  );
}
