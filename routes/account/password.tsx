import { type Context, Hono } from "hono";
import { z } from "zod";
import { ErrorSummary, SubmitButton, TextField } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { changePassword } from "@/domain/accounts/change_credentials.ts";
import {
  accountErrors,
  type AccountProblem,
  asWrongPassword,
  judgeNewPassword,
  readAccountForm,
} from "@/http/account_forms.ts";
import type { AppEnv } from "@/http/env.ts";
import { type Form, secretField } from "@/http/forms.ts";
import { renderPage } from "@/http/render.tsx";

const fields = z.object({ current: secretField, password: secretField });

export default new Hono<AppEnv>()
  .get("/", (c) => page(c, {}))
  .post("/", async (c) => {
    const { deps, runner } = c.var;
    const form = await judgeNewPassword(c, await readAccountForm(c, fields), runner.email);
    if (!form.data) return page(c, form.problems);
    const { current, password: next } = form.data;
    const problems = await asWrongPassword(
      "current",
      changePassword({ ...deps, now: deps.now() }, runner, { current, next }),
    );
    if (problems) return page(c, problems);
    deps.ring();
    return c.redirect("/account/password?done=1", 303);
  });

function page(c: Context<AppEnv>, problems: Form<unknown, AccountProblem>["problems"]) {
  const { accounts: t, shell } = c.var.t;
  const errors = accountErrors(c, problems);
  return renderPage(
    c,
    { title: t.security.passwordTitle, status: errors.list.length > 0 ? 422 : 200 },
    <div class="stack">
      <PageHeader title={t.security.passwordTitle} lead={t.security.passwordLead} />
      {c.req.query("done") === "1"
        ? <Notice tone="success">{t.security.passwordChanged}</Notice>
        : null}
      <ErrorSummary title={shell.fixErrors} errors={errors.list} />
      <form class="form" method="post" action="/account/password">
        <input
          class="visually-hidden"
          type="text"
          name="username"
          autocomplete="username"
          value={c.var.runner.email}
          readOnly
          tabIndex={-1}
          aria-hidden="true"
        />
        <TextField
          label={t.currentPassword}
          name="current"
          type="password"
          autocomplete="current-password"
          error={errors.field("current")}
          required
        />
        <TextField
          label={t.newPassword}
          name="password"
          type="password"
          autocomplete="new-password"
          hint={t.passwordHint}
          error={errors.field("password")}
          required
        />
        <SubmitButton>{t.security.changePassword}</SubmitButton>
      </form>
    </div>,
  );
}
