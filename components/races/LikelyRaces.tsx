import { Notice } from "@/components/Notice.tsx";
import { SubmitButton } from "@/components/Field.tsx";
import type { RaceWords, ShownRace } from "@/components/races/race_facts.ts";
import { RaceList } from "@/components/races/RaceList.tsx";

interface LikelyRacesProps extends RaceWords {
  races: ShownRace[];
  today: string;
  /** The form as it was sent, to be sent again. */
  values: Record<string, string>;
}

/** Before a race is added, the ones that it may be already. */
export function LikelyRaces({ races, today, values, ...words }: LikelyRacesProps) {
  const { t } = words;
  return (
    <Notice tone="info" title={t.likely.title}>
      <p>{t.likely.text}</p>
      <RaceList
        {...words}
        races={races.map((race) => ({ ...race, isEntered: false }))}
        today={today}
      />
      <form method="post" action="/races">
        {Object.entries({ ...values, isNew: "1" }).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <SubmitButton tone="quiet">{t.likely.isNew}</SubmitButton>
      </form>
    </Notice>
  );
}
