import { BarChart } from "@/components/BarChart.tsx";
import { Card } from "@/components/Card.tsx";
import { Definitions } from "@/components/Definitions.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { Pager } from "@/components/Pager.tsx";
import type { ReportWords } from "@/components/reports/report_words.ts";
import { Stat, StatRow } from "@/components/Stat.tsx";
import type { Period } from "@/domain/training/report/periods.ts";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

interface ReportPageProps {
  words: ReportWords;
  kind: Period["kind"];
  /** The days are not over. */
  isOpen: boolean;
  /** When it will be mailed, in words. */
  due?: string;
  /** Paths of the reports beside this one. */
  older?: string;
  newer?: string;
  t: Messages;
  format: Format;
}

/** One report, each number with how it was computed. */
export function ReportPage({ words, kind, isOpen, due, older, newer, t, format }: ReportPageProps) {
  const { reports } = t;
  return (
    <div class="stack">
      <PageHeader
        title={words.title}
        lead={words.verdict}
        back={{ href: "/reports", label: reports.back }}
      />
      {due
        ? (
          <Notice tone="info" title={t.letters.previewText(due)}>
            <p>{words.subject}</p>
            <a href="/account/mails">{t.mails.report.settings}</a>
          </Notice>
        )
        : null}
      {isOpen ? <Notice tone="info" title={reports.open}>{reports.openText}</Notice> : null}
      <Figures words={words} />
      <Facts words={words} />
      <Next words={words} title={reports.next} format={format} />
      <Chart {...{ words, kind, t, format }} />
      <How words={words} title={reports.how} />
      <Pager
        label={reports.title}
        previous={{ href: older, text: reports.older[kind] }}
        next={{ href: newer, text: reports.newer[kind] }}
      />
    </div>
  );
}

function Figures({ words }: { words: ReportWords }) {
  if (words.figures.length === 0) return null;
  return (
    <StatRow>
      {words.figures.map((figure, i) => (
        <Stat
          key={figure.id}
          {...figure}
          href={`#how-${figure.id}`}
          tone={i === 0 ? "lead" : undefined}
        />
      ))}
    </StatRow>
  );
}

function Chart(
  { words, kind, t, format }: Pick<ReportPageProps, "words" | "kind" | "t" | "format">,
) {
  const { reports, dashboard } = t;
  const title = reports.charts[kind];
  return (
    <Card title={title}>
      <BarChart
        title={title}
        summary={words.chartSummary}
        bars={words.bars}
        axisLabel={`${dashboard.distance} (${format.units})`}
        tableHeads={[reports.chartFrom, dashboard.distance]}
        tableTitle={reports.chartTable}
        formatTick={(value) => format.number(value)}
      />
    </Card>
  );
}

function Facts({ words }: { words: ReportWords }) {
  if (words.facts.length === 0) return null;
  const of = words.facts.map(({ id, label, text, path }) => ({
    label: <a href={`#how-${id}`}>{label}</a>,
    value: path ? <a href={path}>{text}</a> : text,
  }));
  return (
    <Card>
      <Definitions of={of} />
    </Card>
  );
}

function Next(
  { words, title, format }: { words: ReportWords; title: string; format: Format },
) {
  if (words.next.length === 0) return null;
  return (
    <Card title={title}>
      <Definitions
        of={words.next.map(({ date, text, how }) => ({
          label: date,
          value: format.join([text, how]),
        }))}
      />
    </Card>
  );
}

function How({ words, title }: { words: ReportWords; title: string }) {
  const told = [...words.figures, ...words.facts];
  if (told.length === 0) return null;
  return (
    <Card title={title}>
      <dl class="hows">
        {told.map(({ id, label, how }) => (
          <div key={id} id={`how-${id}`}>
            <dt>{label}</dt>
            <dd>{how}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
