import type { ComponentChildren } from "preact";
import { Card } from "@/components/Card.tsx";
import { Definitions } from "@/components/Definitions.tsx";
import { SubmitButton } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import {
  countdownText,
  distanceName,
  placeText,
  type RaceWords,
  type ShownRace,
} from "@/components/races/race_facts.ts";

interface RacePageProps extends RaceWords {
  race: ShownRace;
  today: string;
  /** What was just done. */
  notice?: string;
  /** Where a plan for it is made, where there is one for its distance and time. */
  plan?: { href: string; label: string };
  /** The reader may change what all see. */
  maySteer: boolean;
  result?: { seconds: number; runMeters: number | null; goalBSeconds: number | null };
  going: { names: (string | null)[]; count: number };
  /** The reader's own cards, the first one first. */
  mine: ComponentChildren;
  /** An operator's card. */
  doubles?: ComponentChildren;
}

export function RacePage(props: RacePageProps) {
  const { race, today, notice, maySteer, plan, result, going, mine, doubles, ...words } = props;
  const { t, format } = words;
  return (
    <div class="stack">
      <PageHeader
        title={race.name}
        lead={format.join([format.date(race.date, "long"), countdownText(race.date, today, t)])}
        back={{ href: "/races", label: t.title }}
      />
      {notice ? <Notice tone="success">{notice}</Notice> : null}
      {result ? <Result {...result} {...words} /> : null}
      <Facts {...words} race={race} />
      <p class="cluster">
        <a class="button-quiet" href={`/races/${race.id}/race.ics`}>{t.facts.calendar}</a>
        {plan ? <a class="button-quiet" href={plan.href}>{plan.label}</a> : null}
        {maySteer ? <a class="button-quiet" href={`/races/${race.id}/edit`}>{t.edit}</a> : null}
      </p>
      {mine}
      <Going going={going} isPast={race.date < today} t={t.going} />
      {doubles}
    </div>
  );
}

function Facts({ race, ...words }: RaceWords & { race: ShownRace }) {
  const { t } = words;
  const place = placeText(race, words);
  const site = race.url
    ? <a href={race.url} rel="noopener noreferrer nofollow ugc">{new URL(race.url).host}</a>
    : null;
  return (
    <Definitions
      of={[
        { label: t.facts.distance, value: distanceName(race.distanceMeters, words) },
        ...(place ? [{ label: t.facts.place, value: place }] : []),
        { label: t.facts.surface, value: t.surfaces[race.surface] },
        ...(site ? [{ label: t.facts.site, value: site }] : []),
      ]}
    />
  );
}

type ResultProps = RaceWords & NonNullable<RacePageProps["result"]>;

function Result({ seconds, runMeters, goalBSeconds, t, format }: ResultProps) {
  const gap = goalBSeconds === null ? 0 : Math.round(goalBSeconds - seconds);
  const said = gap > 0 ? t.mine.ahead : t.mine.behind;
  return (
    <Card title={t.mine.yourResult}>
      <p class="forecast-range num">{format.duration(seconds)}</p>
      <p class="muted">
        {format.join([
          runMeters === null ? undefined : t.mine.fromRun(format.distanceText(runMeters, 2)),
          gap === 0 ? undefined : said(format.duration(Math.abs(gap))),
        ])}
      </p>
    </Card>
  );
}

interface GoingProps {
  going: RacePageProps["going"];
  isPast: boolean;
  t: RaceWords["t"]["going"];
}

function Going({ going: { names, count }, isPast, t }: GoingProps) {
  const more = count - names.length;
  return (
    <Card title={isPast ? t.past : t.title}>
      {count === 0 ? <p class="muted">{t.none}</p> : (
        <ul class="names">
          {names.map((name, i) => <li key={i}>{name ?? t.nameless}</li>)}
          {more > 0 ? <li class="muted">{t.more(more)}</li> : null}
        </ul>
      )}
    </Card>
  );
}

interface DoublesCardProps extends RaceWords {
  raceId: string;
  likely: ShownRace[];
}

/** An operator makes one race of those that look alike. */
export function DoublesCard({ raceId, likely, t, format }: DoublesCardProps) {
  return (
    <Card title={t.admin.title}>
      <p class="muted">{likely.length > 0 ? t.admin.text : t.admin.none}</p>
      {likely.map(({ id, name, date }) => (
        <form key={id} class="cluster" method="post" action={`/admin/races/${raceId}/merges`}>
          <input type="hidden" name="double" value={id} />
          <a href={`/races/${id}`}>{name}</a>
          <span class="muted">{format.date(date)}</span>
          <SubmitButton tone="quiet">{t.admin.merge(name)}</SubmitButton>
        </form>
      ))}
    </Card>
  );
}
