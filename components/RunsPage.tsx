import type { VNode } from "preact";
import { EmptyState } from "@/components/EmptyState.tsx";
import { ListedRow, type ShownListedRun } from "@/components/ListedRow.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { Pager } from "@/components/Pager.tsx";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

interface Page {
  runs: ShownListedRun[];
  totals: {
    count: number;
    distanceMeters: number;
    movingSeconds: number;
    elevationGainMeters: number;
  };
  nextHref?: string;
  firstHref?: string;
  onlyRuns: boolean;
}

interface RunsPageProps {
  t: Messages["runs"];
  filters: VNode;
  /** Absent while a filter has to be corrected. */
  page?: Page;
  format?: Format;
}

export function RunsPage({ t, filters, page, format }: RunsPageProps) {
  return (
    <div class="stack">
      <PageHeader title={t.title} />
      {filters}
      {page && format ? <Found t={t} page={page} format={format} /> : null}
    </div>
  );
}

function Found({ t, page, format }: { t: Messages["runs"]; page: Page; format: Format }) {
  if (page.totals.count === 0) {
    return (
      <EmptyState
        title={t.none.title}
        action={<a class="button-quiet" href="/runs">{t.filters.clear}</a>}
      >
        <p>{t.none.text}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <Totals t={t} page={page} format={format} />
      <ol class="run-list">
        {page.runs.map((run) => <ListedRow key={run.id} run={run} t={t} format={format} />)}
      </ol>
      <Pager
        label={t.pages}
        previous={t.first}
        previousHref={page.firstHref}
        next={t.next}
        nextHref={page.nextHref}
      />
    </>
  );
}

/** Of everything that the filters let through, not of this page alone. */
function Totals(
  { t, page: { totals, onlyRuns }, format }: { t: Messages["runs"]; page: Page; format: Format },
) {
  const climb = format.climb(totals.elevationGainMeters);
  const entries = [
    [onlyRuns ? t.title : t.filters.everything, format.number(totals.count)],
    [t.distance, format.distanceText(totals.distanceMeters)],
    [t.moving, format.sumDuration(totals.movingSeconds)],
    [t.climb, `${climb.value} ${climb.unit}`],
    ...onlyRuns ? [[t.pace, paceText(totals, format)]] : [],
  ];
  return (
    <dl class="totals num">
      {entries.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function paceText(totals: Page["totals"], format: Format): string {
  const { value, unit } = format.pace(totals.distanceMeters, totals.movingSeconds);
  return `${value} ${unit}`;
}
