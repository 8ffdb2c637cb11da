/** What `console` can do, so `console` will do. */
export interface Log {
  info(message: string, details?: Record<string, unknown>): void;
  warn(message: string, details?: Record<string, unknown>): void;
  error(message: string, details?: Record<string, unknown>): void;
}

/** A failed query's own message quotes its parameters, which may be personal: its cause does not. */
export function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ("params" in error) return problemOf(error.cause ?? "A query failed.");
  return error.message;
}
