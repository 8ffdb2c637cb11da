import { type Context, Hono } from "hono";
import { z } from "zod";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { NewToken, TokenForm, TokenList } from "@/components/PersonalTokens.tsx";
import { withLabels } from "@/components/FieldNotes.tsx";
import { listPersonalTokens } from "@/db/personal_tokens.ts";
import { audienceOf } from "@/domain/tokens/dealer.ts";
import { LIVES_DAYS, makePersonalToken, MOST_TOKENS } from "@/domain/tokens/personal.ts";
import { RUNNER_SCOPES } from "@/domain/tokens/scopes.ts";
import type { AppEnv } from "@/http/env.ts";
import { lineField, readForm } from "@/http/forms.ts";
import { renderPage } from "@/http/render.tsx";
import { formatFor } from "@/locales/format.ts";
import { en } from "@/locales/en/mod.ts";

type Problem = keyof typeof en.tokens.personal.problems;

const chosen = (values: object) => RUNNER_SCOPES.filter((scope) => scope in values);
/** The box of each scope stands in the form by its own name. */
const fields = z.preprocess(
  (values: object) => ({ ...values, scopes: chosen(values) }),
  z.object({
    id: z.uuid().optional().catch(undefined),
    name: lineField(60, "name").min(1, "required"),
    days: z.coerce.number("choice").refine((days) => LIVES_DAYS.some((n) => n === days), "choice"),
    scopes: z.array(z.enum(RUNNER_SCOPES)).min(1, "scopes"),
  }),
);

export default new Hono<AppEnv>()
  .get("/", (c) => page(c, { values: { scopes: ["runs:read"] }, problems: {} }))
  .post("/", async (c) => {
    const { deps: { db, dealer, now }, runner } = c.var;
    const { values, data, problems } = await readForm(c, fields, isProblem, "required");
    const scopes = chosen(values);
    if (!data) return await page(c, { values: { ...values, scopes }, problems });
    const secret = await makePersonalToken(db, runner.id, data, now());
    const made = { secret, readable: readableBy(data.scopes, audienceOf(dealer.issuer)) };
    return await page(c, { values: { scopes: ["runs:read"] }, problems: {}, made });
  });

interface Shown {
  values: { name?: string; days?: string; scopes: string[] };
  problems: Partial<Record<string, Problem>>;
  made?: { secret: string; readable?: string };
}

async function page(c: Context<AppEnv>, { values, problems, made }: Shown) {
  const { deps, runner, locale, t } = c.var;
  const { personal, menu } = t.tokens;
  const errors = Object.entries(problems).flatMap(([name, code]) =>
    code ? [{ name, message: personal.problems[code] }] : []
  );
  const labels = { name: personal.name, scopes: personal.allows, days: personal.expires };
  return renderPage(
    c,
    { title: menu.tokens, status: errors.length > 0 ? 422 : 200 },
    <div class="stack">
      <PageHeader
        title={personal.title}
        lead={
          <>
            {personal.lead} <a href="/developers">{personal.docs}</a>
          </>
        }
        back={{ href: "/account", label: t.accounts.menu.title }}
      />
      {c.req.query("done") === "1" ? <Notice tone="success">{personal.revoked}</Notice> : null}
      {made ? <NewToken t={personal} {...made} /> : null}
      <TokenList
        t={t.tokens}
        tokens={await listPersonalTokens(deps.db, runner.id, MOST_TOKENS)}
        now={deps.now()}
        format={formatFor(locale, runner.units)}
        timeZone={runner.timeZone}
      />
      <TokenForm
        messages={t}
        values={values}
        errors={errors}
        listed={withLabels(errors, labels, t.shell.fieldProblem)}
      />
    </div>,
  );
}

/** An address of the API that a token with these scopes may read. */
function readableBy(scopes: readonly string[], apiUrl: string): string | undefined {
  if (scopes.includes("runs:read")) return `${apiUrl}/runs?limit=5`;
  return scopes.includes("profile:read") ? `${apiUrl}/profile` : undefined;
}

function isProblem(message: string): message is Problem {
  return Object.hasOwn(en.tokens.personal.problems, message);
}
