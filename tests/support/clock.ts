export interface Clock {
  now(): number;
  advance(ms: number): void;
}

/** A clock that stands still until it is told otherwise, or moves by so much each time that it is read. */
export function openClock(start = Date.UTC(2026, 4, 4, 8), tickMs = 0): Clock {
  let at = start;
  return {
    now: () => at += tickMs,
    advance(ms) {
      at += ms;
    },
  };
}
