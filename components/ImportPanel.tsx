import { SubmitButton } from "@/components/Field.tsx";
import { Island } from "@/components/Island.tsx";
import type { Progress } from "@/components/import_progress.ts";
import { Receipt, type ReceiptProps } from "@/components/Receipt.tsx";
import ImportProgress from "@/islands/ImportProgress.tsx";
import type { Messages } from "@/locales/mod.ts";

interface ImportPanelProps extends Omit<ReceiptProps, "t" | "latest"> {
  latest: ReceiptProps["latest"] & { state: string };
  progress: Progress;
  /** Whether another import may begin now. */
  mayStart: boolean;
  t: Messages["strava"];
}

/** How far the import is, and its receipt when it is done. */
export function ImportPanel({ latest, progress, mayStart, t, ...receipt }: ImportPanelProps) {
  const text = { oldest: t.backTo, quota: t.quotaLeft, lost: t.lost };
  return (
    <section class="panel stack">
      <h2>{t.importTitle}</h2>
      <Island
        name="ImportProgress"
        of={ImportProgress}
        props={{ initial: progress, source: "/account/strava/progress", text }}
      />
      {progress.active ? <Refresh t={t} /> : null}
      {latest.state === "done" ? <Receipt {...receipt} latest={latest} t={t.receipt} /> : null}
      {mayStart
        ? (
          <form method="post" action="/account/strava/import">
            <SubmitButton tone="quiet">
              {latest.state === "failed" ? t.retry : t.importAgain}
            </SubmitButton>
          </form>
        )
        : null}
    </section>
  );
}

function Refresh({ t }: { t: Messages["strava"] }) {
  return (
    <noscript>
      <p>
        {t.noScript} <a href="/account/strava">{t.refresh}</a>
      </p>
    </noscript>
  );
}
