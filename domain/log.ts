type Write = (message: string, details?: Record<string, unknown>) => void;

/** What `console` can do, so `console` will do. A message names the action and the fact: "Cannot extend a lease". */
export interface Log {
  info: Write;
  warn: Write;
  error: Write;
}

/** An error in one line. */
export function problemOf(error: unknown): string {
  const known = withoutParameters(error);
  return known instanceof Error ? known.message : String(known);
}

/** An error in full, for what nobody expected. */
export function describeError(error: unknown): Record<string, unknown> {
  const known = withoutParameters(error);
  if (!(known instanceof Error)) return { problem: String(known) };
  return {
    problem: `${known.name}: ${known.message}`,
    stack: known.stack,
    cause: known.cause ? problemOf(known.cause) : undefined,
  };
}

/** A failed query's own message quotes its parameters, which may be personal: its cause does not. */
function withoutParameters(error: unknown): unknown {
  if (!(error instanceof Error) || !("params" in error)) return error;
  return withoutParameters(error.cause ?? "A query failed");
}
