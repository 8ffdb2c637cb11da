import { completeDraft } from "../activities/draft.ts";
import type { AthleteSeed } from "../athletes/athlete.ts";
import { addDays } from "../zone_time.ts";
import { plainAthlete } from "./plain_athlete.ts";

const athleteId = 9_100_004;

/** Somebody whose watch reaches Strava by two ways: each run is there twice, 3 seconds and a few meters apart. */
export function twiceSyncedAthlete(days = 3): AthleteSeed {
  return ({ anchorDate }) => {
    const athlete = plainAthlete({ id: athleteId, username: "ida_twice" });
    const activities = Array.from({ length: 2 * days }, (_, i) => {
      const [day, copy] = [Math.floor(i / 2), i % 2];
      const uploadedAt = Date.parse(`${addDays(anchorDate, -1 - day)}T12:00:00Z`);
      const draft = {
        startLocal: `${addDays(anchorDate, -1 - day)}T07:30:0${3 * copy}`,
        name: copy === 0 ? "Morning Run" : "Lyon Running",
        distanceMeters: 8000 + 100 * day + 12.5 * copy,
        movingSeconds: 2700 + 30 * day - copy,
        deviceName: copy === 0 ? "Garmin Forerunner 255" : "Garmin Connect",
      };
      const id = String(6_300_000_000 + i);
      const times = { uploadedAt, visibleAt: uploadedAt, streamsAt: uploadedAt };
      return completeDraft(draft, { athlete, id, ...times });
    });
    return { athlete, activities };
  };
}
