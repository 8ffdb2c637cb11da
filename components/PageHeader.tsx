import type { ComponentChildren } from "preact";

interface PageHeaderProps {
  title: string;
  lead?: ComponentChildren;
  /** The page that this one hangs under. */
  back?: { href: string; label: string };
}

export function PageHeader({ title, lead, back }: PageHeaderProps) {
  return (
    <header class="page-header">
      <div>
        {back
          ? (
            <p class="page-back">
              <a href={back.href}>{back.label}</a>
            </p>
          )
          : null}
        <h1>{title}</h1>
        {lead ? <p class="lead">{lead}</p> : null}
      </div>
    </header>
  );
}
