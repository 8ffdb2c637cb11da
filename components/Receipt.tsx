import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

interface ReceiptProps {
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
  t: Messages["strava"]["receipt"];
  format: Format;
  timeZone: string;
}

/** What an import read and what became of each activity: the parts add up to the sum. */
export function Receipt({ latest, failures, t, format, timeZone }: ReceiptProps) {
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
      <table class="table num">
        <caption class="visually-hidden">{t.title}</caption>
        <tbody>
          {parts.map(([label, count]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{format.number(count)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t.sum}</th>
            <td>{format.number(latest.seen)}</td>
          </tr>
        </tfoot>
      </table>
      {failures.length > 0
        ? (
          <details>
            <summary>{t.failures}</summary>
            <ul>
              {failures.map(({ externalId, reason }) => (
                <li key={externalId}>{externalId}: {reason}</li>
              ))}
            </ul>
          </details>
        )
        : null}
    </div>
  );
}
