import { Card } from "@/components/Card.tsx";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

interface PurgesProps {
  purges: {
    id: string;
    cause: "disconnected" | "revoked";
    finishedAt: number;
    rows: Record<string, number>;
  }[];
  t: Messages["sync"]["purges"];
  format: Format;
  timeZone: string;
}

/** The certificates of what was deleted; nothing where nothing was. */
export function Purges({ purges, t, format, timeZone }: PurgesProps) {
  if (purges.length === 0) return null;
  return (
    <Card title={t.title}>
      <p>{t.lead}</p>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t.when}</th>
            <th scope="col">{t.why}</th>
            <th scope="col">{t.rows}</th>
            <th scope="col">
              <span class="visually-hidden">{t.offer}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {purges.map(({ id, cause, finishedAt, rows }) => (
            <tr key={id}>
              <th scope="row">{format.dateTime(finishedAt, timeZone)}</th>
              <td data-label={t.why}>{t.causes[cause]}</td>
              <td data-label={t.rows}>
                {format.number(Object.values(rows).reduce((sum, n) => sum + n, 0))}
              </td>
              <td>
                <a href={`/account/strava/purges/${id}`} download>{t.offer}</a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
