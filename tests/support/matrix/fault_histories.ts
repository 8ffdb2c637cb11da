import type { FaultInput } from "@/tools/strava_simulator/faults/rule.ts";
import { type Effect, type Fault, HOUR, MINUTE } from "./fault.ts";

export const LISTS = "^/athlete/activities$";
const ride = { sportType: "Ride", distanceMeters: 700, elevationGainMeters: 0 };

/** Changes that come with each of the first pages, after they were drawn up. */
function drift(changes: Extract<Effect, { kind: "change-history" }>["changes"]): FaultInput {
  const effect: Effect = { kind: "change-history", when: "after", changes };
  return { match: { path: LISTS }, effect, times: 4 };
}

export const histories: Fault[] = [
  {
    id: "F14",
    name: "new ones between pages",
    calls: [drift([{ do: "insert", activity: ride }])],
  },
  {
    id: "F15",
    name: "deletions between pages",
    calls: [drift([
      { do: "delete", target: { index: 1 }, event: false },
      { do: "delete", target: { index: 15 } },
    ])],
  },
  {
    id: "F16",
    name: "uploads of long ago",
    meanwhile: ({ app, athleteId, isOther }) => {
      for (const startAt of ["2025-12-01T06:00:00Z", "2024-02-29T23:30:00Z"]) {
        app.strava.insertActivity(athleteId, { ...ride, startAt }, { event: isOther });
      }
    },
  },
  {
    id: "F17",
    name: "edits without a word",
    meanwhile: ({ app, athleteId }) => {
      const ids = app.strava.activities(athleteId).map(({ id }) => id);
      const quiet = { event: false };
      app.strava.updateActivity(ids[3], { name: "Unannounced" }, quiet);
      app.strava.updateActivity(ids[11], { sportType: "TrailRun" }, quiet);
      app.strava.updateActivity(ids[12], { distanceMeters: 55, movingSeconds: 20 }, quiet);
      app.strava.updateActivity(ids[20], { visibility: "only_me" }, quiet);
    },
  },
  {
    id: "F18",
    name: "events of every kind",
    events: [
      { match: { aspect: "create" }, effect: { kind: "duplicate", copies: 3 }, times: 1 },
      { match: { aspect: "update" }, effect: { kind: "reverse", count: 2 }, times: 2 },
      { match: { aspect: "delete" }, effect: { kind: "delay", seconds: 7_200 }, times: 1 },
      { match: { aspect: "create" }, effect: { kind: "oversize", bytes: 500_000 }, times: 1 },
      { effect: { kind: "wrong-subscription" }, times: 1 },
      { effect: { kind: "unknown-owner" }, times: 1 },
      { effect: { kind: "lose" } },
    ],
    meanwhile: ({ app, athleteId }) => {
      const [{ id }] = app.strava.activities(athleteId);
      for (const body of ["", "{}", "null", "<xml/>", '{"object_type":"activity"}']) {
        app.strava.forgeEvent(body);
      }
      const facts = { object_type: "activity", owner_id: athleteId, updates: {} } as const;
      app.strava.sendEvent({ ...facts, object_id: id, aspect_type: "delete" });
      app.strava.sendEvent({ ...facts, object_id: "404", aspect_type: "create" }, 5);
      app.strava.sendEvent({ ...facts, object_id: id, aspect_type: "update" }, 20);
    },
  },
];

export const manners: Fault[] = [
  {
    id: "F19",
    name: "told before it can be read",
    meanwhile: ({ app, athleteId }) => {
      const early = { eventBeforeReadable: true, streamsAfterSeconds: 1_500 };
      const run = { distanceMeters: 300, elevationGainMeters: 0 };
      app.strava.insertActivity(athleteId, run, { ...early, visibleAfterSeconds: 150 });
      app.strava.insertActivity(athleteId, run, { ...early, visibleAfterSeconds: 4_000 });
    },
  },
  {
    id: "F20",
    name: "pages shorter than they should be",
    calls: [1, 2, 4].map((nth) => ({
      match: { path: LISTS, nth },
      effect: { kind: "drop-items", count: 7 },
    })),
  },
  {
    id: "F21",
    name: "shapes that wobble",
    calls: [{ match: { path: "^/(athlete/)?activities" }, effect: { kind: "wobble" } }],
  },
  {
    id: "F22",
    name: "a clock that is wrong",
    calls: [{
      match: { everyNth: 2 },
      effect: { kind: "skew-date", seconds: 40_000 },
      name: "harmless",
    }],
  },
  {
    id: "F23",
    name: "nobody at the address",
    meanwhile: ({ app }) => app.strava.refuseConnections(),
    end: ({ app }) => app.strava.acceptConnections(),
  },
  {
    id: "F24",
    name: "quarter and midnight during the import",
    startsAt: 23 * HOUR + 37 * MINUTE,
    before: ({ app }) => {
      const few = { quarterHour: 20, day: 70 };
      app.strava.setApp({ limits: { overall: few, read: few } });
    },
    end: ({ app }) => app.strava.setApp({ limits: "default" }),
  },
  {
    id: "F25",
    name: "account deleted at Strava",
    isFinal: true,
    later: ({ app, athleteId, isOther }) => {
      app.strava.deleteAthlete(athleteId, { event: !isOther });
    },
  },
];
