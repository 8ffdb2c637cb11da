import type { RaceDistance } from "../distances.ts";
import type { PaceRange } from "../paces.ts";

export const SESSION_KINDS = [
  ...["easy", "recovery", "long", "strides", "tempo", "intervals", "race_pace", "race"],
] as const;
export type SessionKind =
  | "easy"
  | "recovery"
  | "long"
  | "strides"
  | "tempo"
  | "intervals"
  | "race_pace"
  | "race";

/** What is run fast: two such days never stand side by side, and a long run counts as one. */
export const FAST: readonly SessionKind[] = ["tempo", "intervals", "race_pace"];

export type Goal = RaceDistance | "fit";

/** One run of a plan; days without one are rest. */
export interface Session {
  /** YYYY-MM-DD */
  date: string;
  kind: SessionKind;
  meters: number;
  /** Of these, what is run fast. */
  fastMeters: number;
  /** Where it is set in time; its meters are then what that comes to at an easy pace, or its own. */
  seconds: number | null;
  /** Seconds a kilometer of the part that counts; null where nothing is known of the runner's speed. */
  pace: PaceRange | null;
}

export interface Plan {
  goal: Goal;
  /** The race's day, or for getting fit the last one. */
  raceDate: string;
  /** The first day of the first week; weeks have seven days from there on. */
  startDate: string;
  weeks: number;
  sessions: Session[];
}
