import type { RunnerScope, Scope, ServiceScope } from "@/db/schema/tokens.ts";

/** What a runner can allow, for themselves. */
export const RUNNER_SCOPES: readonly RunnerScope[] = [
  "runs:read",
  "runs:write",
  "races:read",
  "races:write",
  "plans:read",
  "plans:write",
  "profile:read",
  "profile:write",
];
/** What the operator can allow a service, for all runners. */
export const SERVICE_SCOPES: readonly ServiceScope[] = ["users:read", "runs:ingest"];
export const SCOPES: readonly Scope[] = [...RUNNER_SCOPES, ...SERVICE_SCOPES];

/** The scopes that a text names, each once, in our order; undefined when one of them is unknown. */
export function parseScopes(text: string): Scope[] | undefined {
  const names = text.split(" ").filter(Boolean);
  const known = SCOPES.filter((scope) => names.includes(scope));
  return known.length === new Set(names).size ? known : undefined;
}

/** Whether all of these are among those. */
export function areWithin(scopes: readonly Scope[], allowed: readonly Scope[]): boolean {
  return scopes.every((scope) => allowed.includes(scope));
}
