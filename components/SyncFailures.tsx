import { Card } from "@/components/Card.tsx";
import { SubmitButton } from "@/components/Field.tsx";
import type { Messages } from "@/locales/mod.ts";

interface Failure {
  title: string;
  href?: string;
  problem: string | null;
}

export interface SyncFailuresProps {
  failed: Record<"activities" | "details" | "looks", Failure[]>;
  /** Nothing can be tried while the connection is broken. */
  isResting: boolean;
  t: Messages["sync"]["failed"];
}

/** What was given up, why, and a way to have it tried again. */
export function SyncFailures({ failed, isResting, t }: SyncFailuresProps) {
  const groups = (["activities", "details", "looks"] as const)
    .filter((what) => failed[what].length > 0);
  return (
    <Card title={t.title}>
      {groups.length === 0 ? <p>{t.nothing}</p> : null}
      {groups.map((what) => (
        <section key={what} class="stack prose">
          <h3>{t[what]}</h3>
          <ul>{failed[what].map((failure) => <Line key={failure.title} {...failure} />)}</ul>
          {isResting ? null : (
            <form method="post" action="/account/strava/retry">
              <input type="hidden" name="what" value={what} />
              <SubmitButton tone="quiet">{t.retry}</SubmitButton>
            </form>
          )}
        </section>
      ))}
    </Card>
  );
}

function Line({ title, href, problem }: Failure) {
  return (
    <li>
      {href ? <a href={href}>{title}</a> : title}
      {problem ? <span class="link-note">{problem}</span> : null}
    </li>
  );
}
