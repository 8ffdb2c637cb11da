import { EmptyState } from "@/components/EmptyState.tsx";
import { SubmitButton } from "@/components/Field.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

type Choice = "open" | "both" | "first" | "second";

interface PairedRun {
  id: string;
  source: string;
  title: string;
  localDate: string;
  localTime: string | null;
  distanceMeters: number;
  movingSeconds: number;
  elapsedSeconds: number;
  elevationGainMeters: number | null;
  averageHr: number | null;
  deviceName: string | null;
  visibility: "everyone" | "followers_only" | "only_me";
}

interface Pair {
  state: Choice;
  first: PairedRun;
  second: PairedRun;
}

interface Words {
  messages: Messages;
  format: Format;
}

export function DoublesPage(
  { open, decided, ...words }: { open: Pair[]; decided: Pair[] } & Words,
) {
  const { doubles: t } = words.messages;
  return (
    <div class="stack">
      <p>
        <a href="/runs">{words.messages.runs.page.back}</a>
      </p>
      <PageHeader title={t.title} lead={t.lead} />
      {open.length === 0 ? <EmptyState title={t.none} /> : null}
      {open.map((pair) => (
        <PairPanel key={keyOf(pair)} pair={pair} choices={["both", "first", "second"]} {...words} />
      ))}
      {decided.length > 0
        ? (
          <section class="stack">
            <h2>{t.decided.title}</h2>
            {decided.map((pair) => (
              <PairPanel key={keyOf(pair)} pair={pair} choices={["open"]} {...words} />
            ))}
          </section>
        )
        : null}
    </div>
  );
}

function keyOf({ first, second }: Pair): string {
  return `${first.id} ${second.id}`;
}

function PairPanel({ pair, choices, ...words }: { pair: Pair; choices: Choice[] } & Words) {
  const { first, second, state } = pair;
  const { doubles: t, runs } = words.messages;
  const Heading = state === "open" ? "h2" : "h3";
  return (
    <section class="panel">
      <Heading>{t.pair(first.title || runs.untitled, second.title || runs.untitled)}</Heading>
      {state === "open" ? null : <p>{t.decided[state]}</p>}
      <Comparison first={first} second={second} {...words} />
      <form method="post" action="/runs/doubles" class="cluster">
        <input type="hidden" name="first" value={first.id} />
        <input type="hidden" name="second" value={second.id} />
        {choices.map((choice) => (
          <SubmitButton key={choice} tone="quiet" name="choice" value={choice}>
            {t.choices[choice]}
          </SubmitButton>
        ))}
      </form>
    </section>
  );
}

/** Side by side, and what differs is said, not only shown. */
function Comparison({ first, second, ...words }: Omit<Pair, "state"> & Words) {
  const { doubles: t } = words.messages;
  const [one, other] = [first, second].map((run) => describe(run, words));
  return (
    <table class="table num">
      <thead>
        <tr>
          <th scope="col">{t.what}</th>
          <th scope="col">{t.first}</th>
          <th scope="col">{t.second}</th>
        </tr>
      </thead>
      <tbody>
        {one.map(([label, value], i) => (
          <tr key={label}>
            <th scope="row">
              <span>
                {label} {value === other[i][1] ? null : <span class="badge">{t.differs}</span>}
              </span>
            </th>
            <td data-label={t.first}>{i === 0 ? <RunLink run={first} text={value} /> : value}</td>
            <td data-label={t.second}>
              {i === 0 ? <RunLink run={second} text={other[i][1]} /> : other[i][1]}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function RunLink({ run, text }: { run: PairedRun; text: string }) {
  return <a href={`/runs/${run.id}`}>{text}</a>;
}

function describe(run: PairedRun, { messages, format }: Words): [label: string, value: string][] {
  const { doubles: t, runs } = messages;
  const { distanceMeters: meters, movingSeconds: seconds } = run;
  const pace = format.pace(meters, seconds);
  const time = run.localTime === null ? null : format.localTime(run.localTime, "seconds");
  const climb = run.elevationGainMeters === null ? null : format.climb(run.elevationGainMeters);
  return [
    [t.name, run.title || runs.untitled],
    [t.start, format.join([format.date(run.localDate), time ?? runs.hiddenStart])],
    [runs.distance, format.distanceText(meters, 2)],
    [runs.moving, format.duration(seconds)],
    [runs.elapsed, format.duration(run.elapsedSeconds)],
    [runs.pace, `${pace.value} ${pace.unit}`],
    [runs.climb, climb ? `${climb.value} ${climb.unit}` : "–"],
    [runs.heartRate, run.averageHr === null ? "–" : `${format.number(run.averageHr)} bpm`],
    [t.source, run.source === "strava" ? runs.page.strava : run.source],
    [t.device, run.deviceName ?? "–"],
    [runs.page.visibility, runs.visibilities[run.visibility]],
  ];
}
