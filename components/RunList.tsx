import { ListedRow, type ShownListedRun } from "@/components/ListedRow.tsx";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

interface RunListProps {
  runs: ShownListedRun[];
  /** The list's own address, where it is not the plain one. */
  list?: string;
  t: Messages["runs"];
  format: Format;
}

/** Rows under a head that names their columns; each value says its name itself to who does not see the head. */
export function RunList({ runs, list, t, format }: RunListProps) {
  const onlyRuns = runs.every(({ isRun }) => isRun);
  const someRuns = runs.some(({ isRun }) => isRun);
  const rate = onlyRuns ? t.pace : someRuns ? `${t.pace} / ${t.speed}` : t.speed;
  const what = onlyRuns ? t.heads.run : t.heads.activity;
  return (
    <div class="run-table">
      <div class="run-head" aria-hidden="true">
        {[what, rate, t.distance, t.time, t.climb, t.heartRate].map((name) => (
          <span key={name}>{name}</span>
        ))}
      </div>
      <ol class="run-list">
        {runs.map((run) => <ListedRow key={run.id} run={run} list={list} t={t} format={format} />)}
      </ol>
    </div>
  );
}
