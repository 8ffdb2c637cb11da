import type { ComponentChildren } from "preact";
import { FieldError } from "@/components/FieldNotes.tsx";
import type { Messages } from "@/locales/mod.ts";

type ScopeNames = Messages["tokens"]["scopes"];

interface ScopeBoxesProps {
  legend: string;
  names: ScopeNames;
  chosen: string[];
  error?: string;
}

/** What a token may do, box by box; the name of each box is the scope's own. */
export function ScopeBoxes({ legend, names, chosen, error }: ScopeBoxesProps) {
  return (
    <fieldset
      class="boxes"
      id="field-scopes"
      tabIndex={error ? -1 : undefined}
      aria-describedby={error ? "field-scopes-error" : undefined}
    >
      <legend>{legend}</legend>
      {Object.entries(names).map(([scope, words]) => (
        <label key={scope}>
          <input type="checkbox" name={scope} value="1" checked={chosen.includes(scope)} />
          <span>
            {words} <code>{scope}</code>
          </span>
        </label>
      ))}
      <FieldError id="field-scopes" error={error} />
    </fieldset>
  );
}

/** What a token may do, in a line; a scope that has no words here stands under its own name. */
export function inWords(scopes: string[], names: ScopeNames): string {
  return scopes.map((scope) => names[scope as keyof ScopeNames] ?? scope).join(" · ");
}

interface EndButtonProps {
  action: string;
  /** With the name of what it ends: a page has many such buttons. */
  label: string;
  children: ComponentChildren;
}

/** Ends what a row is about. */
export function EndButton({ action, label, children }: EndButtonProps) {
  return (
    <form method="post" action={action}>
      <button class="button-quiet" type="submit" aria-label={label}>{children}</button>
    </form>
  );
}
