import { type Context, Hono } from "hono";
import { z } from "zod";
import { CheckMail } from "@/components/CheckMail.tsx";
import { ErrorSummary, SubmitButton, TextField } from "@/components/Field.tsx";
import { requestReset } from "@/domain/accounts/reset_password.ts";
import { accountErrors, type AccountProblem, readAccountForm } from "@/http/account_forms.ts";
import type { AppEnv } from "@/http/env.ts";
import { emailField, type Form } from "@/http/forms.ts";
import { renderPage } from "@/http/render.tsx";
import { browserOf } from "@/http/session.ts";

const fields = z.object({ email: emailField });

export default new Hono<AppEnv>()
  .get("/", (c) => page(c, { values: { email: c.var.session?.email ?? "" }, problems: {} }))
  .post("/", async (c) => {
    const form = await readAccountForm(c, fields);
    if (!form.data) return page(c, form, 422);
    const { deps, t } = c.var;
    const { email } = form.data;
    await requestReset({ db: deps.db, now: deps.now() }, email, browserOf(c).address);
    deps.ring();
    const text = t.accounts.checkMail;
    return renderPage(
      c,
      { title: text.title },
      <CheckMail text={{ ...text, lead: text.reset(email) }} mailboxUrl={deps.mailboxUrl} />,
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
    { title: t.forgotten.title, status },
    <div class="auth stack">
      <h1>{t.forgotten.title}</h1>
      <p class="lead">{t.forgotten.lead}</p>
      <ErrorSummary title={shell.fixErrors} errors={errors.list} />
      <form class="form" method="post" action="/forgotten-password">
        <TextField
          label={t.email}
          name="email"
          type="email"
          autocomplete="username"
          value={values.email}
          error={errors.field("email")}
          required
        />
        <SubmitButton>{t.forgotten.submit}</SubmitButton>
      </form>
    </div>,
  );
}
