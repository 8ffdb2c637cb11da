import { Notice } from "@/components/Notice.tsx";
import type { Messages } from "@/locales/mod.ts";

/** Says that there are pairs to decide; nothing when there are none. */
export function DoublesNotice({ pairs, t }: { pairs: number; t: Messages["doubles"] }) {
  if (pairs === 0) return null;
  return (
    <Notice tone="info">
      <p>
        {t.notice(pairs)} <a href="/runs/doubles">{t.look}</a>
      </p>
    </Notice>
  );
}
