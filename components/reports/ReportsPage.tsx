import { ShareBar } from "@/components/ShareBar.tsx";
import { Card } from "@/components/Card.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { Pager } from "@/components/Pager.tsx";
import { titleOf } from "@/components/reports/report_words.ts";
import type { PeriodSum } from "@/domain/training/report/facts.ts";
import { type Period, periodName } from "@/domain/training/report/periods.ts";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

interface ReportsPageProps {
  by: "week" | "month";
  /** The latest first, those without a run too. */
  periods: { period: Period; sum: PeriodSum }[];
  older?: string;
  newer?: string;
  t: Messages;
  format: Format;
}

/** Every week, or every month, since the first run. */
export function ReportsPage({ by, periods, older, newer, t, format }: ReportsPageProps) {
  const { reports, shell } = t;
  return (
    <div class="stack">
      <PageHeader title={reports.title} lead={reports.lead} />
      {periods.length === 0
        ? (
          <EmptyState
            title={reports.none}
            action={<a class="button" href="/account/strava">{shell.strava}</a>}
          >
            <p>{reports.noneText}</p>
          </EmptyState>
        )
        : (
          <Card>
            <nav class="tabs" aria-label={reports.by}>
              <a href="/reports" aria-current={by === "week" ? "page" : undefined}>
                {reports.weeks}
              </a>
              <a href="/reports?by=month" aria-current={by === "month" ? "page" : undefined}>
                {reports.months}
              </a>
            </nav>
            <Periods periods={periods} t={t} format={format} />
          </Card>
        )}
      <Pager
        label={reports.title}
        previous={{ href: newer, text: reports.later }}
        next={{ href: older, text: reports.earlier }}
      />
    </div>
  );
}

function Periods({ periods, t, format }: Pick<ReportsPageProps, "periods" | "t" | "format">) {
  const { reports, dashboard } = t;
  const most = Math.max(...periods.map(({ sum }) => sum.distanceMeters));
  return (
    <ul class="report-list num">
      {periods.map(({ period, sum }) => (
        <li key={period.first}>
          <a href={`/reports/${periodName(period)}`}>{titleOf(period, { t, format })}</a>
          <span class="muted">
            {sum.count === 0 ? reports.noRuns : format.join([
              dashboard.runs(sum.count),
              format.distanceText(sum.distanceMeters),
              format.sumDuration(sum.movingSeconds),
            ])}
          </span>
          <ShareBar share={most > 0 ? sum.distanceMeters / most : 0} />
        </li>
      ))}
    </ul>
  );
}
