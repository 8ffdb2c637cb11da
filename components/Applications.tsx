import { EndButton, inWords } from "@/components/Scopes.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { localDate } from "@/domain/training/weeks.ts";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

interface ApplicationsProps {
  t: Messages["tokens"];
  applications: {
    id: string;
    name: string;
    scopes: string[];
    createdAt: number;
    lastUsedAt: number;
  }[];
  format: Format;
  timeZone: string;
}

/** The applications that a runner allowed something, each with a way to take that back. */
export function Applications({ t: { apps: t, scopes, personal }, ...shown }: ApplicationsProps) {
  const { applications, format, timeZone } = shown;
  if (applications.length === 0) return <EmptyState title={t.none}>{t.noneText}</EmptyState>;
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{t.application}</th>
          <th scope="col">{personal.scopes}</th>
          <th scope="col">{t.since}</th>
          <th scope="col">{personal.lastUsed}</th>
          <th scope="col">
            <span class="visually-hidden">{t.withdraw}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {applications.map((app) => (
          <tr key={app.id}>
            <th scope="row">{app.name}</th>
            <td data-label={personal.scopes}>{inWords(app.scopes, scopes)}</td>
            <td data-label={t.since} class="date">
              {format.date(localDate(app.createdAt, timeZone))}
            </td>
            <td data-label={personal.lastUsed}>{format.dateTime(app.lastUsedAt, timeZone)}</td>
            <td>
              <EndButton
                action={`/account/applications/${app.id}`}
                label={t.withdrawNamed(app.name)}
              >
                {t.withdraw}
              </EndButton>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
