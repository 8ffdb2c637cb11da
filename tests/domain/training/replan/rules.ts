import type { Course, Slated } from "@/domain/training/replan/course.ts";
import { addDays } from "@/domain/training/weeks.ts";

const TAPERS: Record<string, number[]> = {
  "5k": [0.6],
  "10k": [0.55],
  half: [0.75, 0.5],
  marathon: [0.8, 0.6, 0.4],
  fit: [],
};
const FAST = ["tempo", "intervals", "race_pace"];

interface Broken {
  /** The day, or the first of the week. */
  date: string;
  what: string;
  /** Of a whole week. */
  isWeek: boolean;
}

/** The hard rules once more, by somebody else: what of the days to come breaks one. */
export function broken(course: Course): Broken[] {
  const { today, raceDate, startDate, weeks, goal } = course;
  const ahead = course.sessions.filter((each) =>
    each.date >= today && !each.isSkipped && !each.isDone
  );
  const runs = ahead.filter(({ kind }) => kind !== "race");
  const all: { date: string; meters: number }[] = [...course.ran, ...runs];
  const found: Broken[] = [];
  const week = (date: string, what: string) => found.push({ date, what, isWeek: true });
  for (const { date, meters } of runs) {
    const longest = [...all, { date: addDays(startDate, -1), meters: course.before.longestMeters }]
      .filter((each) => each.date < date && each.date >= addDays(date, -30))
      .reduce((most, each) => Math.max(most, each.meters), 3_000);
    if (meters > 1.1 * longest + 1) {
      found.push({ date, what: `${meters} after ${longest}`, isWeek: false });
    }
  }
  const sums = Array.from({ length: weeks }, (_, i) => {
    const [first, last] = [addDays(startDate, 7 * i), addDays(startDate, 7 * i + 6)];
    const own = all.filter(({ date }) => date >= first && date <= last);
    const days = new Set(own.map(({ date }) => date)).size;
    if (days > 6 && last >= today) week(first, "no day of rest");
    return { first, last, meters: own.reduce((sum, { meters }) => sum + meters, 0) };
  });
  const base = Math.max(6_000, course.before.weeklyMeters);
  sums.forEach(({ first, last, meters }, i) => {
    const most = [base, ...sums.slice(0, i).map((week) => week.meters)].slice(-4)
      .reduce((a, b) => Math.max(a, b), 6_000);
    if (last >= today && meters > Math.max(1.1 * most, most + 2_000) + 1) {
      week(first, `${meters} after ${most}`);
    }
  });
  const taper = weeks > 1 ? TAPERS[goal].slice(1 - weeks) : [];
  const built = sums.slice(0, weeks - taper.length).slice(-6).map(({ meters }) => meters);
  taper.forEach((part, i) => {
    const { first, last, meters } = sums[weeks - taper.length + i];
    const most = part * Math.max(6_000, ...built);
    if (last >= today && meters > most + 1) week(first, `${meters} in the taper`);
  });
  return [...found, ...crowded(course, ahead, raceDate)];
}

function crowded(course: Course, ahead: Slated[], raceDate: string): Broken[] {
  const hard = [...ahead, ...course.sessions.filter(({ isDone }) => isDone)]
    .filter(({ kind }) => [...FAST, "long", "race"].includes(kind)).map(({ date }) => date);
  const beside = ahead.filter(({ date }) =>
    hard.includes(date) && hard.includes(addDays(date, -1))
  );
  const late = course.goal === "fit"
    ? []
    : ahead.filter(({ kind, date }) => FAST.includes(kind) && date >= addDays(raceDate, -3));
  const stray = course.goal === "fit"
    ? []
    : ahead.filter(({ kind, date }) => kind === "race" ? date !== raceDate : date >= raceDate);
  const away = ahead.filter(({ kind, date }) =>
    kind !== "race" && !course.weekdays.includes(new Date(`${date}T00:00:00Z`).getUTCDay())
  );
  return [
    ...beside.map(({ date }) => ({ date, what: "is hard after a hard day", isWeek: false })),
    ...late.map(({ date }) => ({ date, what: "is fast before the race", isWeek: false })),
    ...stray.map(({ date }) => ({ date, what: "is not where the race is", isWeek: false })),
    ...away.map(({ date }) => ({ date, what: "is no day to run on", isWeek: false })),
  ];
}
