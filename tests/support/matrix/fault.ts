import type { FaultInput } from "@/tools/strava_simulator/faults/rule.ts";
import type { WebhookFaultInput } from "@/tools/strava_simulator/webhooks/fault.ts";
import type { Scene } from "./scene.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** Something that goes wrong at Strava or on the way; it ends some hours after it began. */
export interface Fault {
  id: string;
  name: string;
  /** What is wrong with calls, and with events, from the beginning. */
  calls?: FaultInput[];
  events?: WebhookFaultInput[];
  /** Before the runner connects; while all is imported; and some hours later. */
  before?(scene: Scene): void | Promise<void>;
  meanwhile?(scene: Scene): void | Promise<void>;
  later?(scene: Scene): void | Promise<void>;
  /** Mends what `calls` and `events` do not say. */
  end?(scene: Scene): void | Promise<void>;
  /** What the hour of the first call is, of UTC. */
  startsAt?: number;
  /** Nothing is left at Strava, and nothing comes back. */
  isFinal?: boolean;
  /** The runner permits the rest in the end. */
  widens?: boolean;
  /** Strava may refuse for the rate, by no fault of ours. */
  refusesForRate?: boolean;
}

export type Effect = FaultInput["effect"];

/** Each effect once, on every third call to the API, the first on its second. */
export function spread(effects: Effect[], path?: string): FaultInput[] {
  return effects.map((effect, i) => ({
    match: { family: "api", path, nth: 2 + 3 * i },
    effect,
    name: effect.kind,
  }));
}
