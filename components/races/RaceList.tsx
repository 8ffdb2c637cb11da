import {
  countdownText,
  distanceName,
  placeText,
  type RaceWords,
  type ShownRace,
} from "@/components/races/race_facts.ts";

interface RaceListProps extends RaceWords {
  races: (ShownRace & { isEntered: boolean })[];
  today: string;
}

/** Races with how far away they are, and a mark on those that the reader goes to. */
export function RaceList({ races, today, ...words }: RaceListProps) {
  const { t, format } = words;
  return (
    <ol class="race-list">
      {races.map((race) => (
        <li key={race.id}>
          <div class="race-what">
            <a href={`/races/${race.id}`}>{race.name}</a>
            {race.isEntered ? <span class="badge badge-success">{t.entered}</span> : null}
            <p class="muted">
              {format.date(race.date)} · {countdownText(race.date, today, t)}
            </p>
          </div>
          <p class="race-where">
            <span class="num">{distanceName(race.distanceMeters, words)}</span>
            {placeText(race, words) ? <span class="muted">{placeText(race, words)}</span> : null}
          </p>
        </li>
      ))}
    </ol>
  );
}
