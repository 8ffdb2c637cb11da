import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

export interface ReceiptProps {
  latest: {
    seen: number;
    added: number;
    updated: number;
    unchanged: number;
    filtered: number;
    failed: number;
    finishedAt: number | null;
  };
  failures: { externalId: string; reason: string }[];
  /** What is here now: of any sport, and running. */
  kept?: { all: number; runs: number };
  t: Messages["strava"]["receipt"];
  format: Format;
  timeZone: string;
}

/** What an import read and what became of each activity: the parts add up to the sum. */
export function Receipt({ latest, failures, kept, t, format, timeZone }: ReceiptProps) {
  const parts = [
    [t.added, latest.added],
    [t.updated, latest.updated],
    [t.unchanged, latest.unchanged],
    [t.filtered, latest.filtered],
    [t.failed, latest.failed],
  ] as const;
  return (
    <div class="receipt stack">
      <h3>{t.title}</h3>
      {latest.finishedAt
        ? <p class="muted">{t.lead(format.dateTime(latest.finishedAt, timeZone))}</p>
        : null}
      <dl class="facts num">
        {parts.map(([label, count]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{format.number(count)}</dd>
          </div>
        ))}
        <div class="facts-sum">
          <dt>{t.sum}</dt>
          <dd>{format.number(latest.seen)}</dd>
        </div>
      </dl>
      {kept && kept.all > kept.runs
        ? (
          <p>
            {t.kept(format.number(kept.all), format.number(kept.runs))}{" "}
            <a href="/runs?sport=all">{t.seeAll}</a>
          </p>
        )
        : null}
      <Failures title={t.failures} failures={failures} />
    </div>
  );
}

function Failures({ title, failures }: { title: string; failures: ReceiptProps["failures"] }) {
  if (failures.length === 0) return null;
  return (
    <details>
      <summary>{title}</summary>
      <ul>
        {failures.map(({ externalId, reason }) => <li key={externalId}>{externalId}: {reason}</li>)}
      </ul>
    </details>
  );
}
