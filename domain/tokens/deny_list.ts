import type { Db } from "@/db/client.ts";
import { type DeniedKey, listDenied } from "@/db/denied_tokens.ts";
import { SKEW_MS, TOKEN_LIVES_MS } from "@/domain/tokens/rotate_keys.ts";

/** Another instance hears of a denial within so long. */
const KEPT_MS = 10_000;

/** What was taken back before its end; read from the database every ten seconds, not for each request. */
export interface DenyList {
  isDenied(keys: DeniedKey[]): Promise<boolean>;
  /** This instance denied something: it has to know at once. */
  reread(): void;
}

interface Reading {
  at: number;
  found: Promise<Set<DeniedKey>>;
}

export function openDenyList(db: Db, now: () => number): DenyList {
  let newest: Reading | undefined;

  function begin(at: number): Reading {
    const reading = { at, found: listDenied(db, at).then((keys) => new Set(keys)) };
    reading.found.catch(() => {
      if (newest === reading) newest = undefined;
    });
    return reading;
  }

  return {
    async isDenied(keys) {
      const at = now();
      if (!newest || at - newest.at >= KEPT_MS) newest = begin(at);
      // The reading that was the newest when it was asked: none that began before a denial it has to know.
      const denied = await newest.found;
      return keys.some((key) => denied.has(key));
    },
    reread() {
      newest = undefined;
    },
  };
}

/**
 * Until when a denial has to stand that is said at `now`: by then the last token it means has died, though the instance
 * that signed it may be ahead by a skew, and so sign it after this.
 */
export function deniedUntil(now: number): number {
  return now + TOKEN_LIVES_MS + 2 * SKEW_MS;
}
