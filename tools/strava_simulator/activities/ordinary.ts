import type { Activity } from "./activity.ts";

type OrdinaryKeys =
  | "description"
  | "hiddenStart"
  | "trainer"
  | "commute"
  | "manual"
  | "flagged"
  | "visibility"
  | "gearId"
  | "prCount"
  | "revision";

/** What most activities have in common: a maker states only what differs. */
export const ordinary: Pick<Activity, OrdinaryKeys> = {
  description: null,
  hiddenStart: false,
  trainer: false,
  commute: false,
  manual: false,
  flagged: false,
  visibility: "everyone",
  gearId: null,
  prCount: 0,
  revision: 0,
};

/** Readable and processed the moment it is uploaded (ms). */
export function uploadedAt(ms: number): Pick<Activity, "uploadedAt" | "visibleAt" | "streamsAt"> {
  return { uploadedAt: ms, visibleAt: ms, streamsAt: ms };
}
