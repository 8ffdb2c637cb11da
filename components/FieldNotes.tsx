/** Also what an error summary links to. */
export function fieldId(name: string): string {
  return `field-${name}`;
}

export function describedBy(id: string, parts: { hint?: string; unit?: string; error?: string }) {
  const ids = (["error", "hint", "unit"] as const).filter((part) => parts[part]);
  return ids.length > 0 ? ids.map((part) => `${id}-${part}`).join(" ") : undefined;
}

export function Hint({ id, hint }: { id: string; hint?: string }) {
  return hint ? <p class="field-hint" id={`${id}-hint`}>{hint}</p> : null;
}

export function FieldError({ id, error }: { id: string; error?: string }) {
  return error ? <p class="field-error" id={`${id}-error`}>{error}</p> : null;
}
