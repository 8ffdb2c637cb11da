import type { ComponentChildren } from "preact";

interface StatProps {
  label: string;
  value: string;
  unit?: string;
  note?: string;
  /** The first number of a page. */
  tone?: "lead";
}

/** Lives inside a StatRow. */
export function Stat({ label, value, unit, note, tone }: StatProps) {
  return (
    <div class={tone ? `stat stat-${tone}` : "stat"}>
      <dt>{label}</dt>
      <dd>
        <span class="stat-value">
          {value}
          {unit ? <span class="unit">{` ${unit}`}</span> : null}
        </span>
        {note ? <span class="stat-note">{note}</span> : null}
      </dd>
    </div>
  );
}

export function StatRow({ children }: { children: ComponentChildren }) {
  return <dl class="stats">{children}</dl>;
}
