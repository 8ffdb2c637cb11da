import type { RunDetailsRow } from "@/db/run_details.ts";

type Known = Pick<RunDetailsRow, "state" | "streamState" | "problem" | "details">;

/** How far the reading of a run's own page has come, for the runner who looks at it. */
export type Reading =
  | { kind: "unread" | "failing" | "samples_unread" | "reconnect" | "ready" }
  | { kind: "no_samples"; typedIn: boolean }
  | { kind: "parked"; problem: string | null }
  | { kind: "owed"; at: number };

/** What is asked for is read within seconds; what is due later waits for Strava's limit. */
const SOON_MS = 5_000;

export function isSoon(owedAt: number, now: number): boolean {
  return owedAt <= now + SOON_MS;
}

/** `owedAt` says that somebody asked for it and when it is due. */
export function readingOf(
  known: Known | undefined,
  { owedAt, reconnect, typedIn }: { owedAt?: number; reconnect: boolean; typedIn: boolean },
): Reading {
  if (known?.state === "ready" && known.streamState === "ready") return { kind: "ready" };
  if (known?.state === "ready" && known.streamState === "none") {
    return { kind: "no_samples", typedIn };
  }
  if (reconnect) return { kind: "reconnect" };
  if (owedAt !== undefined) return { kind: "owed", at: owedAt };
  if (known?.state === "parked") return { kind: "parked", problem: known.problem };
  if (known?.problem) return { kind: "failing" };
  return { kind: known?.details ? "samples_unread" : "unread" };
}
