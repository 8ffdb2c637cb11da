interface PagerProps {
  /** Names the landmark, for example "Pages of runs". */
  label: string;
  previous: string;
  next: string;
  previousHref?: string;
  nextHref?: string;
}

export function Pager({ label, previous, next, previousHref, nextHref }: PagerProps) {
  if (!previousHref && !nextHref) return null;
  return (
    <nav class="pager" aria-label={label}>
      {previousHref
        ? <a class="button-quiet" href={previousHref} rel="prev">{previous}</a>
        : <span />}
      {nextHref ? <a class="button-quiet" href={nextHref} rel="next">{next}</a> : <span />}
    </nav>
  );
}
