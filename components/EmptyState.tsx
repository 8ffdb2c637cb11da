import type { ComponentChildren } from "preact";

interface EmptyStateProps {
  title: string;
  children?: ComponentChildren;
  action?: ComponentChildren;
}

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <section class="empty">
      <svg class="empty-art" viewBox="0 0 160 64" width="160" height="64" aria-hidden="true">
        <path d="M4 58C28 58 26 22 52 22s20 28 44 28 26-40 60-40" />
        <circle cx="4" cy="58" r="3.5" />
      </svg>
      <h2>{title}</h2>
      {children ? <div class="empty-body">{children}</div> : null}
      {action ? <div class="empty-action">{action}</div> : null}
    </section>
  );
}
