import { type Context, Hono } from "hono";
import { z } from "zod";
import { AccountForm, PasswordField } from "@/components/AccountForm.tsx";
import { AuthPage } from "@/components/AuthPage.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { deleteAccount } from "@/domain/accounts/delete_account.ts";
import {
  accountErrors,
  type AccountProblems,
  asWrongPassword,
  readAccountForm,
} from "@/http/account_forms.ts";
import type { AppEnv } from "@/http/env.ts";
import { secretField } from "@/http/forms.ts";
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

function page(c: Context<AppEnv>, problems: AccountProblems) {
  const { accounts: t } = c.var.t;
  const errors = accountErrors(c, problems, { password: t.currentPassword });
  return renderPage(
    c,
    { title: t.remove.title, status: errors.status },
    <div class="stack">
      <PageHeader
        title={t.remove.title}
        lead={t.remove.lead}
        back={{ href: "/account", label: t.menu.title }}
      />
      <AccountForm
        action="/account/delete"
        submit={t.remove.submit}
        tone="danger"
        errors={errors}
      >
        <PasswordField label={t.currentPassword} error={errors.field("password")} />
      </AccountForm>
    </div>,
  );
}

function goodbye(c: Context<AppEnv>, revoked: boolean | undefined) {
  const { remove: t } = c.var.t.accounts;
  return renderPage(
    c,
    { title: t.doneTitle },
    <AuthPage title={t.doneTitle} lead={t.done}>
      {revoked === undefined ? null : <p>{revoked ? t.revoked : t.notRevoked}</p>}
      <p>
        <a class="button" href="/">{t.home}</a>
      </p>
    </AuthPage>,
  );
}
