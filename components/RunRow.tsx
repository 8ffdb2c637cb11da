import { RouteThumbnail } from "@/components/RouteThumbnail.tsx";

interface RunRowProps {
  href: string;
  title: string;
  date: string;
  polyline?: string | null;
  /** In the order of importance: pace first, then distance, time, elevation, heart rate. */
  metrics: { label: string; value: string; unit?: string }[];
  badge?: string;
}

/** One <li> of an <ol class="run-list">; the whole row is the link's target. */
export function RunRow({ href, title, date, polyline, metrics, badge }: RunRowProps) {
  return (
    <li class="run-row">
      <RouteThumbnail polyline={polyline} label="" />
      <div class="run-name">
        <a class="run-link" href={href}>{title}</a>
        <p class="run-when">
          {date}
          {badge ? <span class="badge">{badge}</span> : null}
        </p>
      </div>
      <dl class="run-metrics num">
        {metrics.map(({ label, value, unit }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {value}
              {unit ? <span class="unit">{` ${unit}`}</span> : null}
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
