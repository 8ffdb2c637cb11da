import { distanceName, placeText, type RaceWords } from "@/components/races/race_facts.ts";
import type { Race } from "@/db/races.ts";
import type { RaceAbout } from "@/domain/races/calendar.ts";
import { goalsOf } from "@/http/own_race.tsx";

/** What a calendar says of a race, with the goals of a reader who has entered it. */
export function aboutRace(
  race: Race,
  entry: Parameters<typeof goalsOf>[0] | undefined,
  { baseUrl, ...words }: RaceWords & { baseUrl: string },
): RaceAbout {
  const { format } = words;
  const goals = (entry ? goalsOf(entry) : []).map(({ letter, seconds }) => {
    const pace = format.pace(race.distanceMeters, seconds);
    return `${letter}: ${format.duration(seconds)}, ${pace.value} ${pace.unit}`;
  });
  const site = race.url ? [race.url] : [];
  return {
    host: new URL(baseUrl).hostname,
    url: `${baseUrl}/races/${race.id}`,
    place: placeText(race, words),
    description: [distanceName(race.distanceMeters, words), ...goals, ...site].join("\n"),
  };
}
