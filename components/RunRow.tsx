import { RouteThumbnail } from "@/components/RouteThumbnail.tsx";

interface RunRowProps {
  href: string;
  title: string;
  date: string;
  polyline?: string | null;
  /** In the order of importance: pace first, then distance, time, elevation, heart rate. */
  metrics: { label: string; value?: string; unit?: string }[];
  badges: string[];
}

/** One <li> of a RunList; the whole row is the link's target. */
export function RunRow({ href, title, date, polyline, metrics, badges }: RunRowProps) {
  return (
    <li class="run-row">
      <RouteThumbnail polyline={polyline} label="" />
      <div class="run-name">
        <a class="run-link" href={href}>{title}</a>
        <p class="run-when">
          {date}
          {badges.map((badge) => <span key={badge} class="badge">{badge}</span>)}
        </p>
      </div>
      <dl class="run-metrics num">
        {metrics.map((metric) => <Metric key={metric.label} {...metric} />)}
      </dl>
    </li>
  );
}

/** What is missing keeps its column where there are columns, and is left out where there are none. */
function Metric({ label, value = "–", unit }: RunRowProps["metrics"][number]) {
  return (
    <div class={value === "–" ? "is-missing" : undefined}>
      <dt>{label}</dt>
      <dd>
        {value}
        {unit && value !== "–" ? <span class="unit">{` ${unit}`}</span> : null}
      </dd>
    </div>
  );
}
