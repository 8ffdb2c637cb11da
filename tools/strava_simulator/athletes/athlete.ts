import type { Activity } from "../activities/activity.ts";
import type { LatLng } from "../terrain/polyline.ts";

export interface Gear {
  /** "g…" is a shoe, "b…" a bike. */
  id: string;
  name: string;
  brand: string;
  model: string;
  primary: boolean;
  retired: boolean;
}

export interface Athlete {
  readonly id: number;
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly sex: "M" | "F" | null;
  readonly city: string;
  readonly state: string;
  readonly country: string;
  readonly home: LatLng;
  readonly timeZone: string;
  readonly weightKilograms: number;
  readonly maximumHeartrate: number;
  readonly measurement: "meters" | "feet";
  readonly premium: boolean;
  readonly createdAt: string;
  readonly gear: readonly Gear[];
}

/** What a history is anchored to; the same origin always gives the same history. */
export interface Origin {
  seed: number;
  /** The day the history was made for, "YYYY-MM-DD". */
  anchorDate: string;
  nowMs: number;
}

export interface History {
  athlete: Athlete;
  activities: Activity[];
}

export type AthleteSeed = (origin: Origin) => History;
