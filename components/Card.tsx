import type { ComponentChildren } from "preact";

interface CardProps {
  title?: string;
  /** Links or buttons beside the title. */
  actions?: ComponentChildren;
  children: ComponentChildren;
}

export function Card({ title, actions, children }: CardProps) {
  return (
    <section class="panel">
      {title || actions
        ? (
          <div class="panel-head">
            {title ? <h2>{title}</h2> : null}
            {actions}
          </div>
        )
        : null}
      {children}
    </section>
  );
}
