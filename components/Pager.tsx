interface Link {
  href?: string;
  text: string;
}

interface PagerProps {
  /** Names the landmark, for example "Pages of runs". */
  label: string;
  first?: Link;
  previous: Link;
  next: Link;
  /** Which part of how many this page is. */
  part?: string;
}

export function Pager({ label, first, previous, next, part }: PagerProps) {
  if (!previous.href && !next.href) return null;
  return (
    <nav class="pager" aria-label={label}>
      {first?.href ? <a class="button-text" href={first.href}>{first.text}</a> : null}
      {previous.href
        ? <a class="button-quiet" href={previous.href} rel="prev">{previous.text}</a>
        : null}
      {part ? <p class="pager-part num">{part}</p> : null}
      {next.href ? <a class="button-quiet" href={next.href} rel="next">{next.text}</a> : null}
    </nav>
  );
}
