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

export function openDenyList(db: Db, now: () => number): DenyList {
  let denied = new Set<DeniedKey>();
  let readAt = -Infinity;
  let reading: Promise<void> | undefined;
  let turn = 0;

  async function read(): Promise<void> {
    const at = now();
    const ours = ++turn;
    const found = await listDenied(db, at);
    // Begun before a denial that is known by now.
    if (ours !== turn) return;
    denied = new Set(found);
    readAt = at;
  }

  return {
    async isDenied(keys) {
      if (now() - readAt >= KEPT_MS) await (reading ??= read().finally(() => reading = undefined));
      return denied.size > 0 && keys.some((key) => denied.has(key));
    },
    reread() {
      turn++;
      readAt = -Infinity;
      reading = undefined;
    },
  };
}

/** Until when a denial has to stand that is said at `now`: by then the last token it means has died. */
export function deniedUntil(now: number): number {
  return now + TOKEN_LIVES_MS + SKEW_MS;
}
