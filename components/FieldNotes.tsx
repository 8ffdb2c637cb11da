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

/** Problems as a list says them, away from their fields: each under its field's label, where there is one. */
export function withLabels(
  errors: { name: string; message: string }[],
  labels: Record<string, unknown>,
  say: (label: string, message: string) => string,
) {
  return errors.map(({ name, message }) => {
    const label = labels[name];
    return { name, message: typeof label === "string" ? say(label, message) : message };
  });
}
