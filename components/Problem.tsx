interface ProblemProps {
  title: string;
  text: string;
  next: { href: string; label: string };
}

/** A page that says what happened and where to go. */
export function Problem({ title, text, next }: ProblemProps) {
  return (
    <div class="auth stack">
      <h1>{title}</h1>
      <p class="lead">{text}</p>
      <p>
        <a class="button" href={next.href}>{next.label}</a>
      </p>
    </div>
  );
}
