import { Card } from "@/components/Card.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { EndButton } from "@/components/Scopes.tsx";
import { localDate } from "@/domain/training/weeks.ts";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

interface Words {
  t: Messages["webhooks"];
  format: Format;
  timeZone: string;
}

interface ShownWebhook {
  id: string;
  url: string;
  createdAt: number;
  client: string | null;
  pausedUntil: number | null;
  problem: keyof Messages["webhooks"]["problems"] | null;
}

interface WebhookListProps extends Words {
  webhooks: ShownWebhook[];
  now: number;
}

/** Where programs hear of a runner's runs, each with a way to end it. */
export function WebhookList({ webhooks, now, t, format, timeZone }: WebhookListProps) {
  if (webhooks.length === 0) return <EmptyState title={t.none}>{t.noneText}</EmptyState>;
  return (
    <table class="table">
      <Heads of={[t.address, t.application, t.since]} last={t.remove} />
      <tbody>
        {webhooks.map(({ id, url, createdAt, client, pausedUntil, problem }) => (
          <tr key={id}>
            <th scope="row" class="address">
              {url}
              {problem && pausedUntil && pausedUntil > now
                ? (
                  <span class="paused">
                    {t.paused(format.dateTime(pausedUntil, timeZone), t.problems[problem])}
                  </span>
                )
                : null}
            </th>
            <td data-label={t.application}>{client ?? t.ownScript}</td>
            <td data-label={t.since} class="date">{format.date(localDate(createdAt, timeZone))}</td>
            <td>
              <EndButton action={`/account/webhooks/${id}`} label={t.removeNamed(url)}>
                {t.remove}
              </EndButton>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface ShownDelivery {
  id: string;
  url: string;
  client: string | null;
  /** How many of each kind. */
  events: Partial<Record<keyof Messages["webhooks"]["deliveries"]["events"], number>>;
  /** The first one's run; null where it is gone. */
  runId: string | null;
  state: keyof Messages["webhooks"]["states"];
  attempts: number;
  status: number | null;
  problem: keyof Messages["webhooks"]["problems"] | null;
  createdAt: number;
}

/** The latest messages and what became of them; what is settled may be sent again. */
export function DeliveryList({ deliveries, ...words }: Words & { deliveries: ShownDelivery[] }) {
  const { deliveries: t, address } = words.t;
  return (
    <Card title={t.title}>
      <p>{deliveries.length === 0 ? t.none : t.lead}</p>
      {deliveries.length === 0 ? null : (
        <table class="table">
          <Heads of={[t.when, address, t.about, t.state, t.attempts, t.last]} last={t.replay} />
          <tbody>
            {deliveries.map((each) => <DeliveryRow key={each.id} {...words} delivery={each} />)}
          </tbody>
        </table>
      )}
    </Card>
  );
}

function DeliveryRow({ delivery, ...words }: Words & { delivery: ShownDelivery }) {
  const { t: { deliveries: t, ...all }, format, timeZone } = words;
  const { id, url, client, state, attempts, status, problem, createdAt } = delivery;
  const when = format.dateTime(createdAt, timeZone);
  return (
    <tr>
      <th scope="row" class="date">{when}</th>
      <td data-label={all.address} class="address">
        <span>
          {url} <span class="link-note">{client ?? all.ownScript}</span>
        </span>
      </td>
      <td data-label={t.about}>
        <EventCounts delivery={delivery} t={t} />
      </td>
      <td data-label={t.state}>
        <span class={`badge ${toneOf(delivery)}`}>{all.states[state]}</span>
      </td>
      <td data-label={t.attempts}>{format.number(attempts)}</td>
      <td data-label={t.last}>
        {format.join([status?.toString(), problem ? all.problems[problem] : undefined])}
      </td>
      <td>
        {state === "waiting"
          ? null
          : (
            <EndButton action={`/account/webhooks/deliveries/${id}`} label={t.replayNamed(when)}>
              {t.replay}
            </EndButton>
          )}
      </td>
    </tr>
  );
}

function EventCounts({ delivery: { events, runId }, t }: {
  delivery: ShownDelivery;
  t: Words["t"]["deliveries"];
}) {
  const types = Object.keys(t.events) as (keyof typeof t.events)[];
  const counts = types.flatMap((type) => {
    const count = events[type];
    return count ? [t.events[type](count)] : [];
  });
  const text = counts.join(", ");
  const isOne = Object.values(events).reduce((sum, n) => sum + n, 0) === 1;
  return isOne && runId !== null ? <a href={`/runs/${runId}`}>{text}</a> : <span>{text}</span>;
}

/** What waits after a failure is no success yet. */
function toneOf({ state, attempts }: ShownDelivery): string {
  if (state === "failed") return "badge-danger";
  return state === "waiting" && attempts > 0 ? "badge-warning" : "";
}

function Heads({ of, last }: { of: string[]; last: string }) {
  return (
    <thead>
      <tr>
        {of.map((head) => <th key={head} scope="col">{head}</th>)}
        <th scope="col">
          <span class="visually-hidden">{last}</span>
        </th>
      </tr>
    </thead>
  );
}
