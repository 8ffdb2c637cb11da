import { type Context, Hono } from "hono";
import { z } from "zod";
import { AccountForm, EmailField, PasswordField } from "@/components/AccountForm.tsx";
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
    if (form.data.email === runner.email) return page(c, { ...form, problems: { email: "own" } });
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
  const { accounts: t } = c.var.t;
  const errors = accountErrors(c, problems, {
    email: t.security.newEmail,
    password: t.currentPassword,
  });
  return renderPage(
    c,
    { title: t.security.emailTitle, status: errors.status },
    <div class="stack">
      <PageHeader
        title={t.security.emailTitle}
        lead={t.security.emailLead(c.var.runner.email)}
        back={{ href: "/account", label: t.menu.title }}
      />
      <ChangeState c={c} />
      <AccountForm action="/account/email" submit={t.security.changeEmail} errors={errors}>
        <EmailField
          label={t.security.newEmail}
          value={values.email}
          error={errors.field("email")}
          autocomplete="email"
        />
        <PasswordField label={t.currentPassword} error={errors.field("password")} />
      </AccountForm>
    </div>,
  );
}

/** How far a change is that was asked for: the redirect's query says. */
function ChangeState({ c }: { c: Context<AppEnv> }) {
  const { deps: { mailboxUrl }, t: { accounts: { security, checkMail } } } = c.var;
  if (c.req.query("changed") === "1") {
    return <Notice tone="success">{security.emailChanged}</Notice>;
  }
  if (c.req.query("asked") !== "1") return null;
  return (
    <Notice tone="info">
      <p>{security.emailRequested}</p>
      {mailboxUrl
        ? (
          <p>
            <a href={mailboxUrl}>{checkMail.openMailbox}</a>
          </p>
        )
        : null}
    </Notice>
  );
}
