import type { ComponentChildren } from "preact";

interface StatProps {
  label: string;
  value: string;
  unit?: string;
  note?: string;
  /** Where it says how the number came about. */
  href?: string;
  /** The first number of a page. */
  tone?: "lead";
}

/** Lives inside a StatRow. */
export function Stat({ label, value, unit, note, href, tone }: StatProps) {
  return (
    <div class={tone ? `stat stat-${tone}` : "stat"}>
      <dt>{href ? <a href={href}>{label}</a> : label}</dt>
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
