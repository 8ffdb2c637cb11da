import { Card } from "@/components/Card.tsx";
import { Definitions } from "@/components/Definitions.tsx";
import { Notice } from "@/components/Notice.tsx";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

interface Words {
  t: Messages["admin"];
  format: Format;
  timeZone: string;
}

interface Quota {
  shortUsed: number;
  shortLimit: number;
  dailyUsed: number;
  dailyLimit: number;
  rests?: { until: number; because: "rate" | "inactive" };
}

/** What is used of both windows, and why all calls rest, with what to do about it. */
export function QuotaCard({ quota, t: { quota: t }, format, timeZone }: Words & { quota?: Quota }) {
  if (!quota) {
    return (
      <Card title={t.title}>
        <p>{t.unknown}</p>
      </Card>
    );
  }
  const { rests } = quota;
  const value = (used: number, limit: number) => t.value(format.number(used), format.number(limit));
  return (
    <Card title={t.title}>
      {rests
        ? (
          <Notice tone={rests.because === "inactive" ? "danger" : "warning"}>
            <p>{t[rests.because](format.dateTime(rests.until, timeZone))}</p>
          </Notice>
        )
        : null}
      <Definitions
        of={[
          { label: t.short, value: value(quota.shortUsed, quota.shortLimit) },
          { label: t.daily, value: value(quota.dailyUsed, quota.dailyLimit) },
        ]}
      />
    </Card>
  );
}

interface EventsProps extends Words {
  subscription?: { subscriptionId: string | null; createdAt: number; lastEventAt: number | null };
  unhandled: { n: number; since: number | null };
  command: string;
}

/** Whether Strava tells us of changes, and whether we listen. */
export function EventsCard(props: EventsProps) {
  const { subscription, unhandled, command, t: { events: t }, format, timeZone } = props;
  const at = (instant: number) => format.dateTime(instant, timeZone);
  const id = subscription?.subscriptionId;
  const waiting = format.number(unhandled.n);
  return (
    <Card title={t.title}>
      <Definitions
        of={[
          {
            label: t.subscription,
            value: subscription && id ? t.since(id, at(subscription.createdAt)) : t.none(command),
          },
          {
            label: t.last,
            value: subscription?.lastEventAt ? at(subscription.lastEventAt) : t.never,
          },
          {
            label: t.unhandled,
            value: unhandled.since ? t.oldest(waiting, at(unhandled.since)) : waiting,
          },
        ]}
      />
    </Card>
  );
}

type CronName = keyof Messages["admin"]["crons"]["names"];

interface CronsProps extends Words {
  crons: { name: CronName; everyMs: number; ranAt?: number; isLate: boolean }[];
}

/** When each cron last came by. */
export function CronsCard({ crons, t: { crons: t }, format, timeZone }: CronsProps) {
  return (
    <Card title={t.title}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t.name}</th>
            <th scope="col">{t.every}</th>
            <th scope="col">{t.last}</th>
          </tr>
        </thead>
        <tbody>
          {crons.map(({ name, everyMs, ranAt, isLate }) => (
            <tr key={name}>
              <th scope="row">
                {t.names[name]} {isLate ? <span class="badge">{t.late}</span> : null}
              </th>
              <td data-label={t.every}>{t.minutes(format.number(everyMs / 60_000))}</td>
              <td data-label={t.last}>{ranAt ? format.dateTime(ranAt, timeZone) : t.never}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

/** How long Strava's data is kept, and what each choice means by Strava's terms. */
export function MaxAgeCard(
  { setting, t: { maxAge: t } }: { setting: string; t: Words["t"] },
) {
  const choices = [
    [t.sevenTitle, t.seven],
    [t.shorterTitle, t.shorter],
    [t.longerTitle, t.longer],
    [t.zeroTitle, t.zero],
  ];
  return (
    <Card title={t.title}>
      <p>{t.now(setting)}</p>
      <dl class="consent">
        {choices.map(([title, text]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
