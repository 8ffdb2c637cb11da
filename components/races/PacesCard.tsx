import { Card } from "@/components/Card.tsx";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

export interface Goal {
  letter: "A" | "B" | "C";
  seconds: number;
}

interface PacesCardProps {
  raceId: string;
  meters: number;
  goals: Goal[];
  t: Messages["races"]["paces"];
  format: Format;
}

/** The pace of each goal, and the bands to print. */
export function PacesCard({ raceId, meters, goals, t, format }: PacesCardProps) {
  if (goals.length === 0) {
    return (
      <Card title={t.title}>
        <p class="muted">{t.none}</p>
      </Card>
    );
  }
  const band = ({ letter }: Goal, split: string) =>
    `/races/${raceId}/band?${new URLSearchParams({ goal: letter, split })}`;
  return (
    <Card title={t.title}>
      <table class="table">
        <thead>
          <tr>
            {[t.goal, t.time, t.pace, t.band].map((head) => <th key={head} scope="col">{head}</th>)}
          </tr>
        </thead>
        <tbody>
          {goals.map((goal) => {
            const pace = format.pace(meters, goal.seconds);
            return (
              <tr key={goal.letter}>
                <th scope="row">{goal.letter}</th>
                <td class="num" data-label={t.time}>{format.duration(goal.seconds)}</td>
                <td class="num" data-label={t.pace}>{`${pace.value}\u00a0${pace.unit}`}</td>
                <td data-label={t.band}>
                  <span class="cluster">
                    <a href={band(goal, "even")}>{t.even}</a>
                    <a href={band(goal, "negative")}>{t.negative}</a>
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Card>
  );
}
