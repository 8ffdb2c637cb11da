import { AuthPage } from "@/components/AuthPage.tsx";
import { SubmitButton } from "@/components/Field.tsx";
import type { Messages } from "@/locales/mod.ts";

interface ConfirmDiscardProps {
  what: "job" | "mail";
  kind: string;
  problem: string | null;
  action: string;
  t: Messages["admin"];
}

/** Asks before something goes for good. */
export function ConfirmDiscard({ what, kind, problem, action, t }: ConfirmDiscardProps) {
  return (
    <AuthPage
      title={t.confirm[what]}
      lead={what === "job" ? t.confirm.jobText : t.confirm.mailText}
    >
      <p>
        <strong>{kind}</strong> {problem}
      </p>
      <form class="cluster" method="post" action={action}>
        <SubmitButton tone="danger">{t.discard}</SubmitButton>
        <a class="button-quiet" href="/admin/jobs">{t.confirm.back}</a>
      </form>
    </AuthPage>
  );
}
