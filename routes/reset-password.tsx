import { type Context, Hono } from "hono";
import { z } from "zod";
import { ErrorSummary, SubmitButton, TextField } from "@/components/Field.tsx";
import { getMailToken } from "@/db/mail_tokens.ts";
import { resetPassword } from "@/domain/accounts/reset_password.ts";
import { RefusedError } from "@/domain/errors.ts";
import { hashSecret } from "@/domain/tokens/secrets.ts";
import {
  accountErrors,
  type AccountProblem,
  judgeNewPassword,
  readAccountForm,
} from "@/http/account_forms.ts";
import type { AppEnv } from "@/http/env.ts";
import { type Form, secretField } from "@/http/forms.ts";
import { renderPage } from "@/http/render.tsx";
import { browserOf, clearSessionCookie } from "@/http/session.ts";

const fields = z.object({ token: z.string().max(100).catch(""), password: secretField });

export default new Hono<AppEnv>()
  .get("/", (c) => page(c, c.req.query("token") ?? "", {}))
  .post("/", async (c) => {
    const { deps } = c.var;
    const read = await readAccountForm(c, fields);
    const token = read.values.token ?? "";
    const link = await findLink(c, token);
    const form = await judgeNewPassword(c, read, link.email);
    if (!form.data) return await page(c, token, form.problems);
    await resetPassword({ ...deps, now: deps.now() }, {
      secret: token,
      password: form.data.password,
    }, browserOf(c).address);
    deps.ring();
    clearSessionCookie(c);
    return c.redirect("/sign-in?reset=1", 303);
  });

async function page(
  c: Context<AppEnv>,
  token: string,
  problems: Form<unknown, AccountProblem>["problems"],
) {
  const { accounts: t, shell } = c.var.t;
  const link = await findLink(c, token);
  const errors = accountErrors(c, problems);
  return renderPage(
    c,
    { title: t.reset.title, status: errors.list.length > 0 ? 422 : 200 },
    <div class="auth stack">
      <h1>{t.reset.title}</h1>
      <p class="lead">{t.reset.lead}</p>
      <ErrorSummary title={shell.fixErrors} errors={errors.list} />
      <form class="form" method="post" action="/reset-password">
        <input type="hidden" name="token" value={token} />
        <input
          class="visually-hidden"
          type="text"
          name="username"
          autocomplete="username"
          value={link.email}
          readOnly
          tabIndex={-1}
          aria-hidden="true"
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
        <SubmitButton>{t.reset.submit}</SubmitButton>
      </form>
    </div>,
  );
}

async function findLink(c: Context<AppEnv>, token: string) {
  const { deps } = c.var;
  const link = await getMailToken(deps.db, "reset", hashSecret(token), deps.now());
  if (!link) throw new RefusedError("mail_link_spent");
  return link;
}
