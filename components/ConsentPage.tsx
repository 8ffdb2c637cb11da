import { SubmitButton } from "@/components/Field.tsx";
import type { Messages } from "@/locales/mod.ts";

interface ConsentPageProps {
  t: Messages["tokens"];
  client: string;
  scopes: (keyof Messages["tokens"]["scopes"])[];
  email: string;
  /** Where the answer goes: an origin, or an app's own address. */
  target: string;
  sharesStrava: boolean;
  /** This page with all that was asked. */
  action: string;
}

/** An application asks, and the runner sees what for before they say a word. */
export function ConsentPage(props: ConsentPageProps) {
  const { t: { consent: t, scopes: names }, client, scopes, email, target, action } = props;
  return (
    <div class="auth stack">
      <h1>{t.title(client)}</h1>
      <p class="lead">{t.lead(client, email)}</p>
      <ul class="ticks">
        {scopes.map((scope) => <li key={scope}>{names[scope]}</li>)}
      </ul>
      {props.sharesStrava ? null : <p>{t.withoutStrava}</p>}
      <p class="muted">{t.goesTo(target)} {t.untilWithdrawn}</p>
      <form method="post" action={action} class="cluster">
        <SubmitButton name="decision" value="allow">{t.allow}</SubmitButton>
        <SubmitButton tone="quiet" name="decision" value="deny">{t.deny}</SubmitButton>
      </form>
    </div>
  );
}
