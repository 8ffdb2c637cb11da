import { type Context, Hono } from "hono";
import { z } from "zod";
import { AccountForm, PasswordField, UsernameHint } from "@/components/AccountForm.tsx";
import { AuthPage } from "@/components/AuthPage.tsx";
import { getMailToken } from "@/db/mail_tokens.ts";
import { resetPassword } from "@/domain/accounts/reset_password.ts";
import { RefusedError } from "@/domain/errors.ts";
import { hashSecret } from "@/domain/tokens/secrets.ts";
import {
  accountErrors,
  type AccountProblems,
  judgeNewPassword,
  readAccountForm,
} from "@/http/account_forms.ts";
import type { AppEnv } from "@/http/env.ts";
import { secretField } from "@/http/forms.ts";
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

async function page(c: Context<AppEnv>, token: string, problems: AccountProblems) {
  const { accounts: t } = c.var.t;
  const link = await findLink(c, token);
  const errors = accountErrors(c, problems, { password: t.newPassword });
  return renderPage(
    c,
    { title: t.reset.title, status: errors.status },
    <AuthPage title={t.reset.title} lead={t.reset.lead}>
      <AccountForm action="/reset-password" submit={t.reset.submit} errors={errors}>
        <input type="hidden" name="token" value={token} />
        <UsernameHint email={link.email} />
        <PasswordField
          label={t.newPassword}
          hint={t.passwordHint}
          error={errors.field("password")}
          isNew
        />
      </AccountForm>
    </AuthPage>,
  );
}

async function findLink(c: Context<AppEnv>, token: string) {
  const { deps } = c.var;
  const link = await getMailToken(deps.db, "reset", hashSecret(token), deps.now());
  if (!link) throw new RefusedError("mail_link_spent");
  return link;
}
