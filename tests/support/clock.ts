export interface Clock {
  now(): number;
  advance(ms: number): void;
}

/** A clock that stands still until it is told otherwise. */
export function openClock(start = Date.UTC(2026, 4, 4, 8)): Clock {
  let at = start;
  return {
    now: () => at,
    advance(ms) {
      at += ms;
    },
  };
}
