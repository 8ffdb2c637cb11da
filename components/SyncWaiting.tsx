import { Card } from "@/components/Card.tsx";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

interface SyncWaitingProps {
  isResting: boolean;
  rests?: { until: number; because: "rate" | "inactive" };
  reading?: { state: string; seen: number };
  waiting: {
    events: number;
    looks: { n: number; firstAt: number | null };
    details?: { calls: number; doneAt?: number };
  };
  /** How long what came from Strava may be kept; null when as long as the connection lasts. */
  maxAgeDays: number | null;
  t: Messages["sync"]["waiting"];
  format: Format;
  timeZone: string;
  now: number;
}

const A_WEEK_MS = 6 * 86_400_000;

/** What has not arrived yet, and what it waits for. */
export function SyncWaiting(props: SyncWaitingProps) {
  const { t, waiting } = props;
  const [reasons, things] = [reasonsOf(props), thingsOf(props)];
  const lines = [...reasons, ...things];
  return (
    <Card title={t.title}>
      {lines.length === 0 ? <p>{t.nothing}</p> : lines.map((line) => <p key={line}>{line}</p>)}
      {waiting.details ? <p class="muted">{t.detailsNote}</p> : null}
    </Card>
  );
}

function reasonsOf({ isResting, rests, t, format, timeZone }: SyncWaitingProps): string[] {
  if (isResting) return [t.reconnect];
  return rests ? [t[rests.because](format.dateTime(rests.until, timeZone))] : [];
}

function thingsOf(props: SyncWaitingProps): string[] {
  const { reading, waiting, t, format, timeZone, now, isResting } = props;
  const soon = (at: number) =>
    at - now > A_WEEK_MS ? format.dateTime(at, timeZone) : format.weekdayTime(at, timeZone);
  const { events, looks, details } = waiting;
  const isBeingRead = reading && ["running", "waiting", "paused"].includes(reading.state);
  return [
    ...isBeingRead ? [t.reading(reading.seen)] : [],
    ...events > 0 ? [t.events(events)] : [],
    ...looks.n > 0 && !isResting
      ? [t.looks(looks.n, soon(Math.max(looks.firstAt ?? now, now)))]
      : [],
    ...details && !isResting ? [detailsLine(props, details, soon)] : [],
  ];
}

function detailsLine(
  { t, maxAgeDays }: SyncWaitingProps,
  { calls, doneAt }: { calls: number; doneAt?: number },
  soon: (at: number) => string,
): string {
  return doneAt === undefined
    ? t.detailsBeyond(calls, maxAgeDays ?? Infinity)
    : t.details(calls, soon(doneAt));
}
