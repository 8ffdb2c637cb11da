import type { Messages } from "@/locales/mod.ts";
import { sportName } from "@/locales/sports.ts";

interface Badged {
  sport: string;
  effort: "race" | "long" | "workout" | null;
  indoor: boolean;
}

/** What sets an activity apart from a plain run outdoors. What is virtual says itself that it was indoors. */
export function badgesOf({ sport, effort, indoor }: Badged, t: Messages["runs"]): string[] {
  const badges = [
    sport === "Run" ? null : sportName(t.sports, sport),
    effort && t.efforts[effort],
    indoor && !sport.startsWith("Virtual") ? t.indoor : null,
  ];
  return badges.filter((badge) => badge !== null);
}
