import { type Context, Hono } from "hono";
import { z } from "zod";
import { AccountForm, PasswordField, UsernameHint } from "@/components/AccountForm.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { changePassword } from "@/domain/accounts/change_credentials.ts";
import {
  accountErrors,
  type AccountProblems,
  asWrongPassword,
  judgeNewPassword,
  readAccountForm,
} from "@/http/account_forms.ts";
import type { AppEnv } from "@/http/env.ts";
import { secretField } from "@/http/forms.ts";
import { renderPage } from "@/http/render.tsx";

const fields = z.object({ current: secretField, password: secretField });

export default new Hono<AppEnv>()
  .get("/", (c) => page(c, {}))
  .post("/", async (c) => {
    const { deps, runner } = c.var;
    const form = await judgeNewPassword(c, await readAccountForm(c, fields), runner.email);
    if (!form.data) return page(c, form.problems);
    const { current, password: next } = form.data;
    if (next === current) return page(c, { password: "same" });
    const problems = await asWrongPassword(
      "current",
      changePassword({ ...deps, now: deps.now() }, runner, { current, next }),
    );
    if (problems) return page(c, problems);
    deps.ring();
    return c.redirect("/account/password?done=1", 303);
  });

function page(c: Context<AppEnv>, problems: AccountProblems) {
  const { accounts: t } = c.var.t;
  const errors = accountErrors(c, problems, {
    current: t.currentPassword,
    password: t.newPassword,
  });
  return renderPage(
    c,
    { title: t.security.passwordTitle, status: errors.status },
    <div class="stack">
      <PageHeader
        title={t.security.passwordTitle}
        lead={t.security.passwordLead}
        back={{ href: "/account", label: t.menu.title }}
      />
      {c.req.query("done") === "1"
        ? <Notice tone="success">{t.security.passwordChanged}</Notice>
        : null}
      <AccountForm
        action="/account/password"
        submit={t.security.changePassword}
        errors={errors}
      >
        <UsernameHint email={c.var.runner.email} />
        <PasswordField label={t.currentPassword} name="current" error={errors.field("current")} />
        <PasswordField
          label={t.newPassword}
          hint={t.passwordHint}
          error={errors.field("password")}
          isNew
        />
      </AccountForm>
    </div>,
  );
}
