import type { HardRule } from "./breaches.ts";
import type { Course, Slated } from "./course.ts";

/** What a plan did not reckon with. */
export type Mishap =
  /** Days without a run, both inclusive: nothing was run, or nothing will be. */
  | { kind: "missed" | "illness" | "travel"; from: string; to: string }
  | { kind: "race_moved"; raceDate: string }
  /** A result that says another speed than the plan's. */
  | { kind: "race_time"; meters: number; seconds: number };

export type ReplanRefusal = "race_away" | "race_past" | "too_near" | "too_far" | "bad_time";

export type Reason =
  | HardRule
  /** It stands on a day without a run; or could be moved off it, or makes room for one that was. */
  | "away"
  | "moved"
  | "room"
  /** Easy days after an illness. */
  | "return"
  | "race"
  | "speed";

/** A plan with what the mishap itself changes of it, before any rule is looked at. */
export interface Applied {
  course: Course;
  reasons: Map<string, Reason>;
}

/** One session before and after; null where it is not there. */
export interface Edit {
  before: Slated | null;
  after: Slated | null;
  reason: Reason;
}
