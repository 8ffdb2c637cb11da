import { ShareBar } from "@/components/ShareBar.tsx";
import { effortName } from "@/components/effort_name.ts";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

interface Stretch {
  name: string | null;
  meters: number;
  seconds: number;
  share: number;
  isFull: boolean;
  riseMeters: number | null;
  averageHr: number | null;
}

interface Effort {
  name: string;
  meters: number;
  seconds: number;
  rank: number | null;
}

export interface ShownStretches {
  splits: Stretch[];
  laps: Stretch[];
  efforts: Effort[];
}

interface Props {
  t: Messages["details"];
  format: Format;
}

/** The run by kilometres or miles, by the runner's own laps, and its best times over common distances. */
export function RunStretches({ splits, laps, efforts, t, format }: ShownStretches & Props) {
  return (
    <>
      {splits.length > 0
        ? (
          <Stretches
            title={t.splits(format.units)}
            head={format.units}
            rows={splits.map((split, i) => ({
              ...split,
              label: split.isFull ? format.number(i + 1) : format.distance(split.meters).value,
            }))}
            t={t}
            format={format}
          />
        )
        : null}
      {laps.length > 0
        ? (
          <Stretches
            title={t.laps}
            head={t.lap}
            rows={laps.map((lap, i) => ({
              ...lap,
              label: `${format.number(i + 1)}: ${format.distanceText(lap.meters, 2)}`,
            }))}
            t={t}
            format={format}
          />
        )
        : null}
      {efforts.length > 0 ? <Efforts efforts={efforts} t={t} format={format} /> : null}
    </>
  );
}

interface StretchesProps extends Props {
  title: string;
  head: string;
  rows: (Stretch & { label: string })[];
}

function Stretches({ title, head, rows, t, format }: StretchesProps) {
  const hasRise = rows.some(({ riseMeters }) => riseMeters !== null);
  const hasHr = rows.some(({ averageHr }) => averageHr !== null);
  return (
    <section>
      <h2>{title}</h2>
      <div class="chart-table">
        <table class="table num">
          <caption class="visually-hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{head}</th>
              <th scope="col" class="split-pace">{`${t.pace} (/${format.units})`}</th>
              {hasRise ? <th scope="col">{`${t.rise} (${format.climbUnit})`}</th> : null}
              {hasHr ? <th scope="col">{t.heartRate}</th> : null}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, meters, seconds, share, riseMeters, averageHr }, i) => (
              <tr key={i}>
                <th scope="row">{label}</th>
                <td class="split-pace">
                  {format.pace(meters, seconds).value}
                  <ShareBar share={share} />
                </td>
                {hasRise
                  ? <td>{riseMeters === null ? "–" : format.climb(riseMeters).value}</td>
                  : null}
                {hasHr ? <td>{averageHr === null ? "–" : format.number(averageHr)}</td> : null}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Efforts({ efforts, t, format }: Pick<ShownStretches, "efforts"> & Props) {
  const ranks: Record<number, string> = t.rank;
  return (
    <section>
      <h2>{t.efforts}</h2>
      <div class="chart-table">
        <table class="table num">
          <caption class="visually-hidden">{t.efforts}</caption>
          <thead>
            <tr>
              <th scope="col">{t.effort}</th>
              <th scope="col">{t.time}</th>
              <th scope="col">{`${t.pace} (/${format.units})`}</th>
            </tr>
          </thead>
          <tbody>
            {efforts.map(({ name, meters, seconds, rank }) => (
              <tr key={name}>
                <th scope="row">{effortName(name, t)}</th>
                <td>
                  {format.duration(seconds)}{" "}
                  {rank && ranks[rank] ? <span class="badge">{ranks[rank]}</span> : null}
                </td>
                <td>{format.pace(meters, seconds).value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
