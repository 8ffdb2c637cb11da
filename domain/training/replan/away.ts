import { FAST, type SessionKind } from "../plans/plan.ts";
import { addDays, daysBetween, weekdayOf } from "../weeks.ts";
import { breaches, type Standing } from "./breaches.ts";
import { type Course, isAhead, type Slated } from "./course.ts";
import type { Applied, Mishap, Reason } from "./mishap.ts";
import { eased, withSession } from "./repair.ts";

type Away = Extract<Mishap, { from: string }>;

/** After an illness nothing is fast for as many days as it took, and for a week at most. Custom. */
const [FEWEST_EASY_DAYS, MOST_EASY_DAYS] = [2, 7];
/** What is worth moving, the most important first. */
const IMPORTANCE: readonly SessionKind[] = ["long", "race_pace", "intervals", "tempo"];

/** Days without a run: who travels has the runs that matter moved, who is ill makes up for nothing. */
export function takeAway(course: Course, mishap: Away, original: Standing[]): Applied {
  const applied: Applied = { course, reasons: new Map() };
  if (mishap.kind === "missed") return applied;
  const gone = course.sessions.filter((each) =>
    isAhead(each, course.today) && each.date >= mishap.from && each.date <= mishap.to
  );
  const importance = ({ kind }: Slated) => (IMPORTANCE.indexOf(kind) + 10) % 10;
  const left = gone.toSorted((a, b) => importance(a) - importance(b)).reduce(
    (now, session) => {
      const isWorth = mishap.kind === "travel" && IMPORTANCE.includes(session.kind);
      const moved = isWorth ? moveOff(now, session, { mishap, original }) : undefined;
      return moved ?? change(now, { ...session, isSkipped: true }, "away");
    },
    applied,
  );
  return mishap.kind === "illness" ? comeBack(left, mishap) : left;
}

function change({ course, reasons }: Applied, session: Slated, reason: Reason): Applied {
  return {
    course: withSession(course, session),
    reasons: new Map([...reasons, [session.id, reason]]),
  };
}

/** To the nearest free day of its week, or one with an easy run that makes room; undefined where rules forbid it. */
function moveOff(
  applied: Applied,
  session: Slated,
  { mishap, original }: { mishap: Away; original: Standing[] },
): Applied | undefined {
  const { course } = applied;
  const without = change(applied, { ...session, isSkipped: true }, "away");
  const broken = breaches(without.course, original).length;
  for (const date of freeDays(course, session, mishap)) {
    const easy = course.sessions.filter((each) => each.date === date && !each.isSkipped);
    const isTaken = easy.some(({ kind, isDone }) => isDone || !isEasy(kind));
    if (isTaken || easy.length > 1) continue;
    const moved = change(applied, { ...session, date }, "moved");
    const tried = easy[0] ? change(moved, { ...easy[0], isSkipped: true }, "room") : moved;
    if (breaches(tried.course, original).length <= broken) return tried;
  }
  return undefined;
}

/** Of the plan's week that it stands in, the nearest first. */
function freeDays({ startDate, today, weekdays, raceDate }: Course, session: Slated, away: Away) {
  const day = daysBetween(startDate, session.date);
  const first = addDays(startDate, 7 * Math.floor(day / 7));
  const apart = (date: string) => Math.abs(daysBetween(session.date, date));
  return Array.from({ length: 7 }, (_, i) => addDays(first, i)).filter((date) =>
    date >= today && date !== raceDate && (date < away.from || date > away.to) &&
    weekdays.includes(weekdayOf(date))
  ).sort((a, b) => apart(a) - apart(b));
}

function comeBack(applied: Applied, { from, to }: Away): Applied {
  const ill = daysBetween(from, to) + 1;
  const until = addDays(to, Math.min(MOST_EASY_DAYS, Math.max(FEWEST_EASY_DAYS, ill)));
  const { today, sessions } = applied.course;
  return sessions.filter((each) =>
    isAhead(each, today) && FAST.includes(each.kind) && each.date > to && each.date <= until
  ).reduce((now, session) => change(now, eased(session, now.course), "return"), applied);
}

function isEasy(kind: SessionKind): boolean {
  return kind === "easy" || kind === "recovery" || kind === "strides";
}
