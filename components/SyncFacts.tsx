import { Card } from "@/components/Card.tsx";
import { Definitions } from "@/components/Definitions.tsx";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

interface SyncFactsProps {
  link: {
    scopes: string[];
    connectedAt: number;
    lastEventAt: number | null;
    lastRecentAt: number | null;
    lastSweepAt: number | null;
  };
  state: {
    isSubscribed: boolean;
    next: { recentAt?: number; sweepAt?: number };
    freshness?: { oldestAt: number; firstExpiresAt: number | null };
  };
  /** No reading begins while the connection is broken. */
  isResting: boolean;
  quotaLeft?: string;
  maxAgeDays: number | null;
  t: Messages["sync"];
  format: Format;
  timeZone: string;
}

/** What was heard and read of Strava, when, and how old the rest may become. */
export function SyncFacts(props: SyncFactsProps) {
  const { state, maxAgeDays, t, format } = props;
  return (
    <Card title={t.facts.title}>
      <Definitions of={[...readings(props), ...ages(props)]} />
      <p class="muted">
        {maxAgeDays === null ? t.noMaxAge : t.maxAge(format.number(maxAgeDays))}
      </p>
      {state.isSubscribed ? null : <p class="muted">{t.notSubscribed}</p>}
    </Card>
  );
}

function readings({ link, state, isResting, t, format, timeZone }: SyncFactsProps) {
  const at = (instant: number | null) =>
    instant === null ? t.never : format.dateTime(instant, timeZone);
  const withNext = (last: number | null, next?: number) => (
    <>
      {at(last)}
      {next && !isResting
        ? <span class="muted">{` (${t.next(format.dateTime(next, timeZone))})`}</span>
        : null}
    </>
  );
  const { lastRecentAt, lastSweepAt } = link;
  const recent = lastRecentAt === null || lastSweepAt === null
    ? lastRecentAt ?? lastSweepAt
    : Math.max(lastRecentAt, lastSweepAt);
  const scopes = link.scopes.map((scope) => t.scopes[scope] ?? scope);
  return [
    { label: t.facts.since, value: at(link.connectedAt) },
    { label: t.facts.scopes, value: format.join(scopes) },
    { label: t.facts.lastEvent, value: at(link.lastEventAt) },
    { label: t.facts.recent, value: withNext(recent, state.next.recentAt) },
    { label: t.facts.sweep, value: withNext(lastSweepAt, state.next.sweepAt) },
  ];
}

function ages({ state: { freshness }, quotaLeft, t, format, timeZone }: SyncFactsProps) {
  const at = (label: string, instant?: number | null) =>
    instant ? [{ label, value: format.dateTime(instant, timeZone) }] : [];
  return [
    ...at(t.facts.oldest, freshness?.oldestAt),
    ...at(t.facts.renewBy, freshness?.firstExpiresAt),
    ...quotaLeft ? [{ label: t.facts.quota, value: quotaLeft }] : [],
  ];
}
