interface Link {
  href?: string;
  text: string;
}

interface PagerProps {
  /** Names the landmark, for example "Pages of runs". */
  label: string;
  first: Link;
  previous: Link;
  next: Link;
}

export function Pager({ label, first, previous, next }: PagerProps) {
  if (!previous.href && !next.href) return null;
  return (
    <nav class="pager" aria-label={label}>
      {first.href ? <a class="button-text" href={first.href}>{first.text}</a> : null}
      {previous.href
        ? <a class="button-quiet" href={previous.href} rel="prev">{previous.text}</a>
        : null}
      {next.href ? <a class="button-quiet" href={next.href} rel="next">{next.text}</a> : null}
    </nav>
  );
}
