import type { VNode } from "preact";
import { EmptyState } from "@/components/EmptyState.tsx";
import type { ShownListedRun } from "@/components/ListedRow.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { Pager } from "@/components/Pager.tsx";
import { RunList } from "@/components/RunList.tsx";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";
import { sportName } from "@/locales/sports.ts";

interface Page {
  runs: ShownListedRun[];
  totals: {
    count: number;
    distanceMeters: number;
    movingSeconds: number;
    elevationGainMeters: number;
  };
  hrefs: { first?: string; previous?: string; next?: string };
  /** How many runs stand before this page. */
  before: number;
  /** This page's own address, where it is not the plain list's. */
  list?: string;
  /** "runs", "all", or one sport by its Strava name. */
  sport: string;
}

interface RunsPageProps {
  t: Messages["runs"];
  /** Absent while there is nothing to filter. */
  filters?: VNode;
  /** Why there is nothing, though nothing was filtered. */
  empty?: VNode;
  /** About runs that look like doubles. */
  notice?: VNode;
  /** Absent while a filter has to be corrected. */
  page?: Page;
  format?: Format;
}

export function RunsPage({ t, filters, empty, notice, page, format }: RunsPageProps) {
  return (
    <div class="stack">
      <PageHeader title={t.title} />
      {notice}
      {filters}
      {empty}
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
      <RunList runs={page.runs} list={page.list} t={t} format={format} />
      <Pager
        label={t.pages}
        first={{ href: page.hrefs.first, text: t.first }}
        previous={{ href: page.hrefs.previous, text: t.previous }}
        next={{ href: page.hrefs.next, text: t.next }}
        part={partText(page, t, format)}
      />
    </>
  );
}

/** Of everything that the filters let through, not of this page alone. */
function Totals(
  { t, page: { totals, sport, runs }, format }: {
    t: Messages["runs"];
    page: Page;
    format: Format;
  },
) {
  const moves = totals.distanceMeters > 0;
  const isRunning = sport !== "all" && runs.length > 0 && runs.every(({ isRun }) => isRun);
  const climb = format.climb(totals.elevationGainMeters);
  const entries = [
    [totalsLabel(t, sport), format.number(totals.count)],
    ...moves ? [[t.distance, format.distanceText(totals.distanceMeters)]] : [],
    [t.moving, format.sumDuration(totals.movingSeconds)],
    ...moves || totals.elevationGainMeters > 0 ? [[t.climb, `${climb.value} ${climb.unit}`]] : [],
    ...moves && isRunning ? [[t.pace, paceText(totals, format)]] : [],
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

function totalsLabel(t: Messages["runs"], sport: string): string {
  if (sport === "runs") return t.title;
  return sport === "all" ? t.filters.everything : sportName(t.sports, sport);
}

function partText({ runs, totals, before }: Page, t: Messages["runs"], format: Format) {
  if (runs.length === 0) return undefined;
  return t.part(
    format.number(before + 1),
    format.number(before + runs.length),
    format.number(totals.count),
  );
}

function paceText(totals: Page["totals"], format: Format): string {
  const { value, unit } = format.pace(totals.distanceMeters, totals.movingSeconds);
  return `${value} ${unit}`;
}
