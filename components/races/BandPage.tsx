import { PageHeader } from "@/components/PageHeader.tsx";
import type { BandRow, PaceStrategy } from "@/domain/training/pace_band.ts";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

interface BandPageProps {
  race: { id: string; name: string };
  goalSeconds: number;
  strategy: PaceStrategy;
  rows: BandRow[];
  t: Messages["races"]["paces"];
  format: Format;
}

/** When to pass each kilometer or mile, to be printed and worn. */
export function BandPage({ race, goalSeconds, strategy, rows, t, format }: BandPageProps) {
  const how = strategy === "even" ? t.howEven : t.howNegative;
  return (
    <div class="stack">
      <PageHeader
        title={t.printTitle(race.name)}
        lead={t.printLead(format.duration(goalSeconds), how)}
        back={{ href: `/races/${race.id}`, label: race.name }}
      />
      <p class="muted no-print">{t.printHint}</p>
      <table class="table band">
        <thead>
          <tr>{[t.at, t.passed, t.split].map((head) => <th key={head} scope="col">{head}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={row.meters}>
              <th scope="row">{i === rows.length - 1 ? t.finish : `${i + 1} ${format.units}`}</th>
              <td class="num">{format.duration(row.seconds)}</td>
              <td class="num">{format.duration(row.splitSeconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
