import { addDays, startOfWeek, type WeekStart } from "@/domain/training/weeks.ts";

interface Sum {
  count: number;
  distanceMeters: number;
  movingSeconds: number;
  elevationGainMeters: number;
}

interface Week extends Sum {
  /** The local date of its first day. */
  start: string;
}

const WEEKS_SHOWN = 12;

/** The local dates that a dashboard of `today` reads. */
export function dashboardDates(
  today: string,
  weekStart: WeekStart,
): { from: string; yearStart: string; to: string } {
  const thisWeek = startOfWeek(today, weekStart);
  return {
    from: addDays(thisWeek, -7 * (WEEKS_SHOWN - 1)),
    yearStart: `${today.slice(0, 4)}-01-01`,
    to: addDays(thisWeek, 6),
  };
}

/** Twelve weeks up to the one of `from` plus eleven, oldest first, empty ones too. */
export function sumWeeks(days: (Sum & { date: string })[], from: string): Week[] {
  const weeks = Array.from({ length: WEEKS_SHOWN }, (_, i): Week => ({
    start: addDays(from, 7 * i),
    count: 0,
    distanceMeters: 0,
    movingSeconds: 0,
    elevationGainMeters: 0,
  }));
  for (const day of days) {
    const week = weeks.findLast(({ start }) => start <= day.date);
    if (!week) continue;
    week.count += day.count;
    week.distanceMeters += day.distanceMeters;
    week.movingSeconds += day.movingSeconds;
    week.elevationGainMeters += day.elevationGainMeters;
  }
  return weeks;
}
