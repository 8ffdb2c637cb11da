import type { ComponentChildren } from "preact";

interface FilterBarProps {
  action: string;
  /** What the closed panel says on a phone, for example "Filter: 2 active". */
  summary: string;
  submit: string;
  clear?: { href: string; label: string };
  open?: boolean;
  children: ComponentChildren;
}

/** A GET form: always open as a bar on wide screens, a disclosure on phones. */
export function FilterBar({ action, summary, submit, clear, open, children }: FilterBarProps) {
  return (
    <details class="filters" open={open}>
      <summary>{summary}</summary>
      <form method="get" action={action} role="search" aria-label={submit}>
        {children}
        <div class="filters-actions">
          <button class="button" type="submit">{submit}</button>
          {clear ? <a class="button-text" href={clear.href}>{clear.label}</a> : null}
        </div>
      </form>
    </details>
  );
}
