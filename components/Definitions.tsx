import type { ComponentChildren } from "preact";

interface Definition {
  label: ComponentChildren;
  value: ComponentChildren;
}

/** Facts by their names, in two columns where there is room. */
export function Definitions({ of }: { of: Definition[] }) {
  return (
    <dl class="definition">
      {of.map(({ label, value }, i) => (
        <div key={i}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
