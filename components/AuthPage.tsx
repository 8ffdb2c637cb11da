import type { ComponentChildren } from "preact";

interface AuthPageProps {
  title: string;
  lead?: string;
  children: ComponentChildren;
}

/** A narrow page that says or asks one thing. */
export function AuthPage({ title, lead, children }: AuthPageProps) {
  return (
    <div class="auth stack">
      <h1>{title}</h1>
      {lead ? <p class="lead">{lead}</p> : null}
      {children}
    </div>
  );
}
