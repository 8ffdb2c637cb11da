import { LRUCache } from "lru-cache";

export interface Allowance {
  limit: number;
  remaining: number;
  /** Seconds until the window ends. */
  resetSeconds: number;
  isSpent: boolean;
}

/** Requests in a window of a minute, for each caller. */
export interface ApiLimit {
  /** Counts one more, and says what is left. */
  take(caller: string, now: number): Allowance;
}

const WINDOW_MS = 60_000;
const CALLERS = 20_000;

/**
 * Counted in this process: a row for each request would cost more than the request. With several instances each one
 * counts what it answers.
 */
export function openApiLimit(requestsPerMinute: number): ApiLimit {
  const windows = new LRUCache<string, { hits: number; endsAt: number }>({ max: CALLERS });
  return {
    take(caller, now) {
      let window = windows.get(caller);
      if (!window || window.endsAt <= now) {
        window = { hits: 0, endsAt: now + WINDOW_MS };
        windows.set(caller, window);
      }
      window.hits++;
      return {
        limit: requestsPerMinute,
        remaining: Math.max(0, requestsPerMinute - window.hits),
        resetSeconds: Math.ceil((window.endsAt - now) / 1000),
        isSpent: window.hits > requestsPerMinute,
      };
    },
  };
}
