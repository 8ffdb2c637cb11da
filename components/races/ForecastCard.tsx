import { Card } from "@/components/Card.tsx";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

interface ShownForecast {
  fast: number;
  slow: number;
  methods: { method: keyof Messages["races"]["forecast"]["methods"]; seconds: number }[];
  from: {
    kind: keyof Messages["races"]["forecast"]["from"];
    id: string;
    name: string;
    date: string;
    meters: number;
    seconds: number;
  };
}

interface ForecastCardProps {
  forecast: ShownForecast | undefined;
  /** No method holds for the distance. */
  isOutside: boolean;
  t: Messages["races"]["forecast"];
  untitled: string;
  format: Format;
}

/** A range, how it came about, and what it does not know. */
export function ForecastCard({ forecast, isOutside, ...words }: ForecastCardProps) {
  const { t, untitled, format } = words;
  if (!forecast) {
    return (
      <Card title={t.title}>
        <p class="muted">{isOutside ? t.outside : t.none}</p>
      </Card>
    );
  }
  const { fast, slow, methods, from } = forecast;
  const href = from.kind === "result" ? `/races/${from.id}` : `/runs/${from.id}`;
  const facts = [
    format.date(from.date),
    format.distanceText(from.meters),
    format.duration(from.seconds),
  ];
  return (
    <Card title={t.title}>
      <p class="forecast-range num">{t.range(format.duration(fast), format.duration(slow))}</p>
      <p>
        <a href={href}>{t.from[from.kind](from.name || untitled)}</a>
        <span class="muted">{` ${format.join(facts)}`}</span>
      </p>
      {from.kind === "run" ? <p>{t.onlyRun}</p> : null}
      <Methods methods={methods} t={t} format={format} />
      <p class="muted">{t.caveat}</p>
      {methods.some(({ method }) => method === "marathon")
        ? <p class="muted">{t.marathon}</p>
        : null}
    </Card>
  );
}

function Methods(
  { methods, t, format }: Pick<ShownForecast, "methods"> & Pick<ForecastCardProps, "t" | "format">,
) {
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{t.method}</th>
          <th scope="col">{t.time}</th>
        </tr>
      </thead>
      <tbody>
        {methods.map(({ method, seconds }) => (
          <tr key={method}>
            <th scope="row">{t.methods[method]}</th>
            <td class="num" data-label={t.time}>{format.duration(seconds)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
