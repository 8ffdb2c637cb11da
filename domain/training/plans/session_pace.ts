import { RACE_METERS } from "../distances.ts";
import { type PaceKind, type PaceRange, paceRange } from "../paces.ts";
import { raceSeconds } from "../vdot.ts";
import type { Goal, SessionKind } from "./plan.ts";

/** A race is run within so much of its even pace. */
const RACE_BAND = 0.015;

const KINDS: Record<Exclude<SessionKind, "race" | "race_pace">, PaceKind> = {
  easy: "easy",
  recovery: "recovery",
  long: "easy",
  strides: "easy",
  tempo: "threshold",
  intervals: "interval",
};

/** The pace of what a session is about; null where the runner's VDOT is not known. */
export function paceOf(
  kind: SessionKind,
  { goal, vdot }: { goal: Goal; vdot: number | null },
): PaceRange | null {
  if (vdot === null) return null;
  if (kind !== "race" && kind !== "race_pace") return paceRange(KINDS[kind], vdot);
  if (goal === "fit") return paceRange("threshold", vdot);
  const meters = RACE_METERS[goal];
  const seconds = raceSeconds(vdot, meters);
  if (seconds === undefined) return null;
  const pace = seconds / meters * 1000;
  return [pace * (1 + RACE_BAND), pace * (1 - RACE_BAND)];
}
