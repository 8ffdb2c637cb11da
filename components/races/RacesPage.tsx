import type { ComponentChildren } from "preact";
import { EmptyState } from "@/components/EmptyState.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { Pager } from "@/components/Pager.tsx";
import type { RaceWords, ShownRace } from "@/components/races/race_facts.ts";
import { RaceList } from "@/components/races/RaceList.tsx";

interface RacesPageProps extends RaceWords {
  filters: ComponentChildren;
  /** Left out where a filter cannot be read. */
  found?: {
    races: (ShownRace & { isEntered: boolean })[];
    count: number;
    isFiltered: boolean;
    first?: string;
    next?: string;
  };
  today: string;
  /** The word for plans, which hang under races. */
  plans: string;
}

export function RacesPage({ filters, found, today, plans, ...words }: RacesPageProps) {
  const { t } = words;
  return (
    <div class="stack">
      <div class="head-row">
        <PageHeader title={t.title} lead={t.lead} />
        <p class="cluster">
          <a class="button-quiet" href="/plans">{plans}</a>
          <a class="button" href="/races/new">{t.add}</a>
        </p>
      </div>
      {filters}
      {found ? <Found {...words} found={found} today={today} /> : null}
    </div>
  );
}

type FoundProps = RaceWords & { found: NonNullable<RacesPageProps["found"]>; today: string };

function Found({ found, today, ...words }: FoundProps) {
  const { t } = words;
  const { races, count, isFiltered, first, next } = found;
  if (races.length === 0) {
    return isFiltered
      ? <EmptyState title={t.noneFound}>{t.noneFoundText}</EmptyState>
      : <EmptyState title={t.none}>{t.noneText}</EmptyState>;
  }
  return (
    <section class="panel" aria-label={t.count(count)}>
      <p class="muted">{t.count(count)}</p>
      <RaceList {...words} races={races} today={today} />
      <Pager
        label={t.pages}
        first={{ text: t.first }}
        previous={{ href: first, text: t.first }}
        next={{ href: next, text: t.next }}
      />
    </section>
  );
}
