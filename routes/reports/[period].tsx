import { Hono } from "hono";
import { ReportPage } from "@/components/reports/ReportPage.tsx";
import { tellReport } from "@/components/reports/report_words.ts";
import { getMailChoices } from "@/db/mail_choices.ts";
import { listEnteredRaces } from "@/db/race_entries.ts";
import { RefusedError } from "@/domain/errors.ts";
import { readReport } from "@/domain/reports/read.ts";
import { parsePeriod, periodAfter, periodName } from "@/domain/training/report/periods.ts";
import { localDate } from "@/domain/training/weeks.ts";
import type { AppEnv } from "@/http/env.ts";
import { answerCached } from "@/http/page_cache.ts";
import { renderDocument } from "@/http/render.tsx";
import { formatFor } from "@/locales/format.ts";

export default new Hono<AppEnv>().get("/", async (c) => {
  const { deps, runner, locale, t } = c.var;
  const today = localDate(deps.now(), runner.timeZone);
  const period = parsePeriod(c.req.param("period") ?? "");
  if (!period || period.kind === "year" || period.first > today) {
    throw new RefusedError("not_found");
  }
  const format = formatFor(locale, runner.units);
  const choices = (await getMailChoices(deps.db, runner.id))?.choices;
  const dueAt = choices?.nextPeriod === periodName(period) ? choices.nextAt : null;
  // Others change races, which this runner's version does not tell.
  const [next] = await listEnteredRaces(deps.db, runner.id, today);
  const race = next && [next.race.id, next.race.name, next.race.date].join(" ");
  return await answerCached(c, [today, dueAt, race].join(" "), async () => {
    const report = await readReport(deps.db, runner, { period, today });
    const words = tellReport(report, { t, format });
    const newer = periodAfter(period);
    return renderDocument(
      c,
      words.title,
      <ReportPage
        {...{ words, t, format }}
        kind={period.kind}
        isOpen={report.isOpen}
        due={dueAt === null ? undefined : format.dateTime(dueAt, runner.timeZone)}
        older={`/reports/${periodName(periodAfter(period, -1))}`}
        newer={newer.first > today ? undefined : `/reports/${periodName(newer)}`}
      />,
    );
  });
});
