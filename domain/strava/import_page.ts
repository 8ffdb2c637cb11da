import type { StravaActivity } from "@/domain/strava/activity.ts";
import type { ListedActivity } from "@/domain/strava/strava.ts";

/** How far a history was read: what started before `cursorBefore` (epoch seconds) is ahead; `cursorIds` (`earliest start:id`) are behind and may be listed again. */
export interface Cursor {
  cursorBefore: number | null;
  cursorPage: number;
  cursorIds: string[];
  oldestDate: string | null;
}

export interface PageReading {
  activities: StravaActivity[];
  failures: { externalId: string; reason: string }[];
  /** Listed for another athlete: never stored. */
  filtered: number;
  cursor: Cursor;
  end: boolean;
}

/**
 * Where the true start of an activity whose start is hidden may lie around the midnight that Strava shows: somewhere in
 * the local day, which is a day of UTC moved by up to 14 hours one way and 12 the other.
 */
const HIDDEN = { shownAs: 1, earlier: 14 * 3600, later: 36 * 3600 };
const DAY_SECONDS = 86_400;

/**
 * Reads a page of a live list. Each page asks for what started before the oldest second seen plus one, so items
 * that come or go at the head shift nothing. Many activities may share that second, and a hidden start may lie on either
 * side of it: what may be listed again is remembered by id, and a page that brings nothing older is followed by the next
 * page before the same second. Only an empty page is the end: Strava shortens pages.
 */
export function readPage(listed: ListedActivity[], before: Cursor, athleteId: string): PageReading {
  const fresh = dropRepeats(listed, before.cursorIds);
  const readable = fresh.flatMap((item) => item.ok ? [item.activity] : []);
  const activities = readable.filter((activity) =>
    (activity.athlete?.id ?? athleteId) === athleteId
  );
  return {
    activities,
    failures: fresh.flatMap((item) =>
      item.ok ? [] : [{ externalId: item.externalId, reason: item.reason }]
    ),
    filtered: readable.length - activities.length,
    cursor: listed.length === 0 ? keep(before) : advance(listed, before, activities),
    end: listed.length === 0,
  };
}

function advance(
  listed: ListedActivity[],
  before: Cursor,
  activities: StravaActivity[],
): Cursor {
  const dates = activities.map((activity) => activity.start_date_local.slice(0, 10));
  const oldestDate = [...dates, ...before.oldestDate ? [before.oldestDate] : []].sort()[0] ?? null;
  const seen = listed.map(spanOf);
  const oldest = Math.min(before.cursorBefore ?? Infinity, ...seen.map(({ latest }) => latest + 1));
  const cursorBefore = Number.isFinite(oldest) ? oldest : null;
  const cursorIds = mergeIds(before.cursorIds, seen.map(({ earliest, id }) => `${earliest}:${id}`))
    .filter((entry) => cursorBefore === null || Number(entry.split(":")[0]) < cursorBefore);
  const cursorPage = cursorBefore === before.cursorBefore ? before.cursorPage + 1 : 1;
  return { cursorBefore, cursorPage, cursorIds, oldestDate };
}

function keep({ cursorBefore, cursorPage, cursorIds, oldestDate }: Cursor): Cursor {
  return { cursorBefore, cursorPage, cursorIds, oldestDate };
}

function mergeIds(known: string[], more: string[]): string[] {
  return [...new Set([...known, ...more])];
}

function dropRepeats(listed: ListedActivity[], seen: string[]): ListedActivity[] {
  const ids = new Set(seen.map((entry) => entry.split(":")[1]));
  return listed.filter((item) => {
    const repeated = ids.has(idOf(item));
    ids.add(idOf(item));
    return !repeated;
  });
}

function idOf(item: ListedActivity): string {
  return item.ok ? item.activity.id : item.externalId;
}

/** Between which seconds an activity started: at any time, when its start could not be read. */
function spanOf(item: ListedActivity): { id: string; earliest: number; latest: number } {
  const id = idOf(item);
  const startedAt = item.ok ? item.activity.start_date : item.startedAt;
  if (startedAt === undefined) return { id, earliest: 0, latest: Infinity };
  const shown = Math.floor(startedAt / 1000);
  if (shown % DAY_SECONDS !== HIDDEN.shownAs) return { id, earliest: shown, latest: shown };
  return { id, earliest: shown - HIDDEN.earlier, latest: shown + HIDDEN.later };
}
