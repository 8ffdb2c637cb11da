import { type Context, Hono } from "hono";
import { z } from "zod";
import { CheckMail } from "@/components/CheckMail.tsx";
import { ErrorSummary, SubmitButton, TextField } from "@/components/Field.tsx";
import { Island } from "@/components/Island.tsx";
import { isTimeZone } from "@/domain/accounts/profile.ts";
import { signUp } from "@/domain/accounts/sign_up.ts";
import {
  accountErrors,
  type AccountProblem,
  judgeNewPassword,
  readAccountForm,
} from "@/http/account_forms.ts";
import type { AppEnv } from "@/http/env.ts";
import { emailField, type Form, secretField } from "@/http/forms.ts";
import { renderPage } from "@/http/render.tsx";
import { browserOf } from "@/http/session.ts";
import TimeZoneGuess from "@/islands/TimeZoneGuess.tsx";

const fields = z.object({
  email: emailField,
  password: secretField,
  time_zone: z.string().refine(isTimeZone).catch("UTC"),
});

export default new Hono<AppEnv>()
  .get("/", (c) => c.var.session ? c.redirect("/", 303) : page(c, { values: {}, problems: {} }))
  .post("/", async (c) => {
    const read = await readAccountForm(c, fields);
    const form = await judgeNewPassword(c, read, read.data?.email ?? "");
    if (!form.data) return page(c, form, 422);
    const { deps, locale, t } = c.var;
    const { email, password, time_zone: timeZone } = form.data;
    const units = /^en-US\b/i.test(c.req.header("accept-language") ?? "") ? "mi" : "km";
    await signUp(
      { ...deps, now: deps.now() },
      { email, password, timeZone, locale, units },
      browserOf(c).address,
    );
    deps.ring();
    const text = t.accounts.checkMail;
    return renderPage(
      c,
      { title: text.title },
      <CheckMail text={{ ...text, lead: text.signUp(email) }} mailboxUrl={deps.mailboxUrl} />,
    );
  });

function page(
  c: Context<AppEnv>,
  { values, problems }: Form<unknown, AccountProblem>,
  status: 200 | 422 = 200,
) {
  const { accounts: t, shell } = c.var.t;
  const errors = accountErrors(c, problems);
  return renderPage(
    c,
    { title: t.signUp.title, status },
    <div class="auth stack">
      <h1>{t.signUp.title}</h1>
      <ErrorSummary title={shell.fixErrors} errors={errors.list} />
      <form class="form" method="post" action="/sign-up">
        <TextField
          label={t.email}
          name="email"
          type="email"
          autocomplete="username"
          value={values.email}
          error={errors.field("email")}
          required
        />
        <TextField
          label={t.password}
          name="password"
          type="password"
          autocomplete="new-password"
          hint={t.passwordHint}
          error={errors.field("password")}
          required
        />
        <Island name="TimeZoneGuess" of={TimeZoneGuess} props={{ name: "time_zone" }} />
        <SubmitButton>{t.signUp.submit}</SubmitButton>
      </form>
      <p class="muted">
        {t.signUp.privacyNote} <a href="/privacy">{shell.privacy}</a>
      </p>
      <p>
        {t.signUp.haveAccount} <a href="/sign-in">{t.signIn.title}</a>
      </p>
    </div>,
  );
}
