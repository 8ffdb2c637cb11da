import type { Activity } from "../activities/activity.ts";
import { type ActivityDraft, completeDraft } from "../activities/draft.ts";
import type { Athlete, AthleteSeed } from "../athletes/athlete.ts";
import { addDays } from "../zone_time.ts";
import { plainAthlete } from "./plain_athlete.ts";

export const edgeCaseAthleteId = 9_100_003;

/** Somebody whose every activity has broken an importer somewhere. */
export function edgeCaseAthlete(): AthleteSeed {
  return ({ anchorDate }) => {
    const athlete = plainAthlete({
      id: edgeCaseAthleteId,
      username: "zoe_edge",
      firstName: "Zoë",
      lastName: "O'Brien-Núñez",
      measurement: "feet",
    });
    const day = (back: number) => addDays(anchorDate, -back);
    return { athlete, activities: [...nastyOnes(athlete, day), ...sameSecond(athlete, day(400))] };
  };
}

type DayBack = (days: number) => string;

function nastyOnes(athlete: Athlete, day: DayBack): Activity[] {
  const drafts = [...oddNumbers(day), ...oddPlaces(day), ...oddShapes(day), ...oddTimes(day)];
  return drafts.map((draft) => record(athlete, draft));
}

function oddNumbers(day: DayBack): ActivityDraft[] {
  return [
    { id: "6100000001", startLocal: `${day(300)}T07:00:00`, name: "Zero", distanceMeters: 0 },
    {
      id: "6100000002",
      startLocal: `${day(290)}T07:00:00`,
      name: "Watch with a bad clock",
      distanceMeters: 5012.3,
      movingSeconds: 1712,
      elapsedSeconds: 1168 * 3600,
    },
    { id: "9007199254740993", startLocal: `${day(280)}T07:00:00`, name: "Beyond 2^53" },
    { id: "9007199254740995", startLocal: `${day(279)}T07:00:00`, name: "Beyond 2^53, again" },
  ];
}

function oddPlaces(day: DayBack): ActivityDraft[] {
  return [
    {
      id: "6100000003",
      startLocal: `${day(270)}T23:55:00`,
      timeZone: "America/Los_Angeles",
      name: "Another day in UTC",
    },
    {
      id: "6100000004",
      startLocal: `${day(260)}T06:00:00`,
      timeZone: "Asia/Kathmandu",
      name: "Quarter hour zone",
    },
  ];
}

function oddShapes(day: DayBack): ActivityDraft[] {
  return [
    {
      id: "6100000005",
      startLocal: `${day(250)}T06:00:00`,
      name: "No time at all",
      movingSeconds: 0,
      elapsedSeconds: 0,
      distanceMeters: 0,
      manual: true,
    },
    {
      id: "6100000006",
      startLocal: `${day(240)}T06:00:00`,
      sportType: "WaterSport",
      name: "Old type value",
    },
    { id: "6100000007", startLocal: `${day(230)}T06:00:00`, name: "", gps: false, trainer: true },
    {
      id: "6100000008",
      startLocal: `${day(220)}T06:00:00`,
      name: "Teleporting",
      distanceMeters: 900_000.5,
      movingSeconds: 3600,
    },
  ];
}

function oddTimes(day: DayBack): ActivityDraft[] {
  return [
    {
      id: "6100000009",
      startLocal: "1970-01-02T00:00:00",
      name: "Watch without a date",
      distanceMeters: 4000,
    },
    { id: "6100000010", startLocal: `${day(210)}T05:30:00`, hiddenStart: true, name: "Hidden one" },
    { id: "6100000011", startLocal: `${day(210)}T19:30:00`, hiddenStart: true, name: "Hidden two" },
    {
      id: "6100000012",
      startLocal: `${day(200)}T08:00:00`,
      name: "Fast second",
      movingSeconds: 1801,
      elapsedSeconds: 1800,
      distanceMeters: 6000,
    },
  ];
}

/** More activities on one start second than one page of the list holds. */
function sameSecond(athlete: Athlete, date: string): Activity[] {
  return Array.from({ length: 250 }, (_, index) =>
    record(athlete, {
      id: String(6_200_000_000 + index),
      name: `Stuck clock ${index + 1}`,
      startLocal: `${date}T10:00:00`,
      distanceMeters: 1000 + index,
      movingSeconds: 400 + index,
      gps: false,
    }));
}

function record(athlete: Athlete, draft: ActivityDraft): Activity {
  const uploadedAt = Date.UTC(2018, 10, 1);
  return completeDraft(draft, {
    athlete,
    id: draft.id ?? "0",
    uploadedAt,
    visibleAt: uploadedAt,
    streamsAt: uploadedAt,
  });
}
