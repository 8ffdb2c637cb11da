import { type Context, Hono } from "hono";
import { z } from "zod";
import { AccountForm, EmailField, PasswordField } from "@/components/AccountForm.tsx";
import { AuthPage } from "@/components/AuthPage.tsx";
import { Island } from "@/components/Island.tsx";
import { canonicalTimeZone } from "@/domain/accounts/profile.ts";
import { signUp } from "@/domain/accounts/sign_up.ts";
import {
  accountErrors,
  type AccountProblem,
  judgeNewPassword,
  readAccountForm,
} from "@/http/account_forms.ts";
import { answerCheckMail } from "@/http/check_mail.tsx";
import type { AppEnv } from "@/http/env.ts";
import { emailField, type Form, secretField } from "@/http/forms.ts";
import { renderPage } from "@/http/render.tsx";
import { browserOf } from "@/http/session.ts";
import TimeZoneGuess from "@/islands/TimeZoneGuess.tsx";

const fields = z.object({
  email: emailField,
  password: secretField,
  time_zone: z.string().transform(canonicalTimeZone).pipe(z.string()).catch("UTC"),
});

export default new Hono<AppEnv>()
  .get("/", (c) => c.var.session ? c.redirect("/", 303) : page(c, { values: {}, problems: {} }))
  .post("/", async (c) => {
    const read = await readAccountForm(c, fields);
    const form = await judgeNewPassword(c, read, read.data?.email ?? "");
    if (!form.data) return page(c, form);
    const { deps, locale, t } = c.var;
    const { email, password, time_zone: timeZone } = form.data;
    const units = /^en-US\b/i.test(c.req.header("accept-language") ?? "") ? "mi" : "km";
    await signUp(
      { ...deps, now: deps.now() },
      { email, password, timeZone, locale, units },
      browserOf(c).address,
    );
    deps.ring();
    return answerCheckMail(c, t.accounts.checkMail.signUp(email));
  });

function page(c: Context<AppEnv>, { values, problems }: Form<unknown, AccountProblem>) {
  const { accounts: t, shell } = c.var.t;
  const errors = accountErrors(c, problems, { email: t.email, password: t.password });
  return renderPage(
    c,
    { title: t.signUp.title, status: errors.status },
    <AuthPage title={t.signUp.title}>
      <AccountForm action="/sign-up" submit={t.signUp.submit} errors={errors}>
        <EmailField label={t.email} value={values.email} error={errors.field("email")} />
        <PasswordField
          label={t.password}
          hint={t.passwordHint}
          error={errors.field("password")}
          isNew
        />
        <Island name="TimeZoneGuess" of={TimeZoneGuess} props={{ name: "time_zone" }} />
      </AccountForm>
      <p class="muted">
        {t.signUp.privacyNote} <a href="/privacy">{shell.privacy}</a>
      </p>
      <p>
        {t.signUp.haveAccount} <a href="/sign-in">{t.signIn.title}</a>
      </p>
    </AuthPage>,
  );
}
