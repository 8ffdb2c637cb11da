import type { ComponentChildren } from "preact";

interface PageHeaderProps {
  title: string;
  lead?: ComponentChildren;
}

export function PageHeader({ title, lead }: PageHeaderProps) {
  return (
    <header class="page-header">
      <div>
        <h1>{title}</h1>
        {lead ? <p class="lead">{lead}</p> : null}
      </div>
    </header>
  );
}
