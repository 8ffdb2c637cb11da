import { Hono } from "hono";
import { ReportsPage } from "@/components/reports/ReportsPage.tsx";
import { listReported } from "@/domain/reports/archive.ts";
import { parsePeriod } from "@/domain/training/report/periods.ts";
import { localDate } from "@/domain/training/weeks.ts";
import type { AppEnv } from "@/http/env.ts";
import { answerCached } from "@/http/page_cache.ts";
import { renderDocument } from "@/http/render.tsx";
import { formatFor } from "@/locales/format.ts";

export default new Hono<AppEnv>().get("/", async (c) => {
  const { deps, runner, locale, t } = c.var;
  const today = localDate(deps.now(), runner.timeZone);
  const by = c.req.query("by") === "month" ? "month" as const : "week" as const;
  const before = parsePeriod(c.req.query("before") ?? "")?.first;
  return await answerCached(c, today, async () => {
    const { periods, older, newer } = await listReported(deps.db, runner, { by, today, before });
    const address = (from: string | undefined) =>
      from === undefined ? undefined : `/reports?${new URLSearchParams({ by, before: from })}`;
    return renderDocument(
      c,
      t.reports.title,
      <ReportsPage
        {...{ by, periods, t }}
        older={address(older)}
        newer={address(newer)}
        format={formatFor(locale, runner.units)}
      />,
    );
  });
});
