import type { StravaActivity } from "@/domain/strava/activity.ts";
import type { ListedActivity } from "@/domain/strava/strava.ts";

/** How far a history was read: what started before `cursorBefore` (epoch seconds) is ahead, `cursorIds` are behind. */
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
 * Reads a page of a live list. Each page asks for what started before the oldest second seen plus one, so items
 * that come or go at the head shift nothing. Many activities may share that second: those seen are remembered by id,
 * and a page that brings no older second is followed by the next page of the same second.
 * Only an empty page is the end: Strava shortens pages.
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

function advance(listed: ListedActivity[], before: Cursor, activities: StravaActivity[]): Cursor {
  const dates = activities.map((activity) => activity.start_date_local.slice(0, 10));
  const oldestDate = [...dates, ...before.oldestDate ? [before.oldestDate] : []].sort()[0] ?? null;
  const starts = listed.flatMap((item) => startSecond(item) ?? []);
  const oldest = Math.min(...starts);
  const cursorBefore = Number.isFinite(oldest) ? oldest + 1 : before.cursorBefore;
  const ids = listed.filter((item) => startSecond(item) === oldest).map(idOf);
  if (cursorBefore === before.cursorBefore) {
    const cursorIds = [...new Set([...before.cursorIds, ...ids])];
    return { cursorBefore, cursorPage: before.cursorPage + 1, cursorIds, oldestDate };
  }
  return { cursorBefore, cursorPage: 1, cursorIds: ids, oldestDate };
}

function keep({ cursorBefore, cursorPage, cursorIds, oldestDate }: Cursor): Cursor {
  return { cursorBefore, cursorPage, cursorIds, oldestDate };
}

function dropRepeats(listed: ListedActivity[], seen: string[]): ListedActivity[] {
  const ids = new Set(seen);
  return listed.filter((item) => {
    const repeated = ids.has(idOf(item));
    ids.add(idOf(item));
    return !repeated;
  });
}

function idOf(item: ListedActivity): string {
  return item.ok ? item.activity.id : item.externalId;
}

function startSecond(item: ListedActivity): number | undefined {
  const startedAt = item.ok ? item.activity.start_date : item.startedAt;
  return startedAt === undefined ? undefined : Math.floor(startedAt / 1000);
}
