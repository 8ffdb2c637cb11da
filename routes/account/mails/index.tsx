import { type Context, Hono } from "hono";
import { MailsPage } from "@/components/reports/MailsPage.tsx";
import { getMailChoices, type MailChoices } from "@/db/mail_choices.ts";
import { chooseMails } from "@/domain/reports/choose.ts";
import type { AppEnv } from "@/http/env.ts";
import { readMailForm, SECTIONS } from "@/http/mail_form.ts";
import { renderPage } from "@/http/render.tsx";
import { formatFor } from "@/locales/format.ts";

type Values = Record<string, string>;
type Choices = Pick<
  MailChoices,
  "cadence" | "weekday" | "hour" | "without" | "nextAt" | "nextPeriod" | "stoppedBy"
>;

/** Of whom nothing is known yet. */
const UNSAID: Choices = {
  ...{ cadence: "weekly", weekday: 1, hour: 6, without: [] },
  ...{ nextAt: null, nextPeriod: "", stoppedBy: null },
};

export default new Hono<AppEnv>()
  .get("/", (c) => page(c))
  .post("/", async (c) => {
    const { deps: { db, now }, runner, t } = c.var;
    const { data, values, problems } = await readMailForm(c);
    if (!data) {
      const errors = Object.keys(problems).map((name) => ({ name, message: t.letters.choice }));
      return await page(c, { values, errors });
    }
    await db.transaction((tx) => chooseMails(tx, runner.id, data, now()));
    return c.redirect("/account/mails?done=saved", 303);
  });

async function page(
  c: Context<AppEnv>,
  typed?: { values: Values; errors: { name: string; message: string }[] },
) {
  const { deps: { db }, runner, locale, t } = c.var;
  const choices = (await getMailChoices(db, runner.id))?.choices ?? UNSAID;
  const { letters, shell } = t;
  const notices: Values = {
    ...{ saved: shell.saved, tested: letters.testDone, resumed: letters.resumed },
  };
  const format = formatFor(locale, runner.units);
  const { nextAt, nextPeriod, stoppedBy } = choices;
  const next = nextAt
    ? { when: format.dateTime(nextAt, runner.timeZone), href: `/reports/${nextPeriod}` }
    : undefined;
  return renderPage(
    c,
    { title: letters.title, status: typed ? 422 : 200 },
    <MailsPage
      values={typed?.values ?? valuesOf(choices)}
      errors={typed?.errors ?? []}
      sections={SECTIONS}
      hours={Array.from(
        { length: 24 },
        (_, hour) => format.localTime(`${String(hour).padStart(2, "0")}:00:00`),
      )}
      zone={runner.timeZone}
      email={runner.email}
      notice={notices[c.req.query("done") ?? ""]}
      stopped={stoppedBy ?? undefined}
      {...{ next, t }}
    />,
  );
}

function valuesOf({ cadence, weekday, hour, without }: Choices): Values {
  const ticked = SECTIONS.filter((section) => !without.includes(section));
  return {
    cadence,
    weekday: String(weekday),
    hour: String(hour),
    ...Object.fromEntries(ticked.map((section) => [section, "1"])),
  };
}
