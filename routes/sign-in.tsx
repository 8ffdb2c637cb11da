import { type Context, Hono } from "hono";
import { z } from "zod";
import { ErrorSummary, SubmitButton, TextField } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { signIn, signOut } from "@/domain/accounts/sign_in.ts";
import { accountErrors, type AccountProblem, readAccountForm } from "@/http/account_forms.ts";
import type { AppEnv } from "@/http/env.ts";
import { emailField, type Form, secretField } from "@/http/forms.ts";
import { renderPage } from "@/http/render.tsx";
import { browserOf, safeNext, setSessionCookie } from "@/http/session.ts";

const fields = z.object({ email: emailField, password: secretField, next: z.string().optional() });

export default new Hono<AppEnv>()
  .get("/", (c) => {
    if (c.var.session) return c.redirect(safeNext(c.req.query("next")), 303);
    return page(c, { values: { next: c.req.query("next") ?? "" }, problems: {} });
  })
  .post("/", async (c) => {
    const form = await readAccountForm(c, fields);
    if (!form.data) return page(c, form, 422);
    const { deps, session } = c.var;
    const secret = await signIn({ ...deps, now: deps.now() }, form.data, browserOf(c));
    if (!secret) return page(c, { ...form, problems: { password: "wrong_credentials" } }, 422);
    if (session) await signOut(deps.db, session);
    setSessionCookie(c, secret);
    return c.redirect(safeNext(form.data.next), 303);
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
    { title: t.signIn.title, status },
    <div class="auth stack">
      <h1>{t.signIn.title}</h1>
      {c.req.query("reset") === "1" ? <Notice tone="success">{t.reset.done}</Notice> : null}
      <ErrorSummary title={shell.fixErrors} errors={errors.list} />
      <form class="form" method="post" action="/sign-in">
        <input type="hidden" name="next" value={safeNext(values.next)} />
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
          autocomplete="current-password"
          error={errors.field("password")}
          required
        />
        <SubmitButton>{t.signIn.submit}</SubmitButton>
      </form>
      <p>
        <a href="/forgotten-password">{t.signIn.forgotten}</a>
      </p>
      <p>
        {t.signIn.noAccount} <a href="/sign-up">{t.signUp.title}</a>
      </p>
    </div>,
  );
}
