import { type Activity, orderSeconds } from "./activity.ts";

/** Every activity of one athlete, with the sorted views that lists are served from. */
export interface Archive {
  readonly activities: Map<string, Activity>;
  version: number;
  views: Map<string, View>;
}

interface ViewOptions {
  order: "shown" | "true";
  withOnlyMe: boolean;
  atMs: number;
}

export interface View {
  /** Newest first; equal starts by falling id. */
  readonly activities: readonly Activity[];
  readonly starts: Float64Array;
  readonly version: number;
  readonly validFromMs: number;
  readonly validUntilMs: number;
}

export function createArchive(activities: Iterable<Activity>): Archive {
  const byId = new Map<string, Activity>();
  for (const activity of activities) byId.set(activity.id, activity);
  return { activities: byId, version: 0, views: new Map() };
}

/** Records never change in place, so a copy shares them. */
export function copyArchive(archive: Archive): Archive {
  return { activities: new Map(archive.activities), version: archive.version, views: new Map() };
}

export function putActivity(archive: Archive, activity: Activity): void {
  archive.activities.set(activity.id, activity);
  archive.version++;
}

export function dropActivity(archive: Archive, id: string): boolean {
  archive.version++;
  return archive.activities.delete(id);
}

/** What a list may show at an instant; kept until an edit or until a pending upload comes in. */
export function viewArchive(archive: Archive, options: ViewOptions): View {
  const key = `${options.order} ${options.withOnlyMe}`;
  const known = archive.views.get(key);
  if (
    known && known.version === archive.version && options.atMs >= known.validFromMs &&
    options.atMs < known.validUntilMs
  ) return known;
  const view = buildView(archive, options);
  archive.views.set(key, view);
  return view;
}

function buildView(archive: Archive, options: ViewOptions): View {
  const shown: { activity: Activity; start: number }[] = [];
  let validFromMs = -Infinity;
  let validUntilMs = Infinity;
  for (const activity of archive.activities.values()) {
    if (activity.visibleAt > options.atMs) {
      validUntilMs = Math.min(validUntilMs, activity.visibleAt);
      continue;
    }
    validFromMs = Math.max(validFromMs, activity.visibleAt);
    if (!options.withOnlyMe && activity.visibility === "only_me") continue;
    shown.push({ activity, start: orderSeconds(activity, options.order) });
  }
  shown.sort((a, b) => b.start - a.start || compareIds(b.activity.id, a.activity.id));
  return {
    activities: shown.map((entry) => entry.activity),
    starts: Float64Array.from(shown, (entry) => entry.start),
    version: archive.version,
    validFromMs,
    validUntilMs,
  };
}

/** Decimal digits compare by length first. */
export function compareIds(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The slice [from, to) of a view that starts strictly after `after` and strictly before `before`. */
export function rangeOf(
  view: View,
  range: { before?: number; after?: number },
): { from: number; to: number } {
  const { before, after } = range;
  const from = before === undefined ? 0 : firstIndex(view.starts, (start) => start < before);
  const to = after === undefined
    ? view.starts.length
    : firstIndex(view.starts, (start) => start <= after);
  return { from, to: Math.max(from, to) };
}

function firstIndex(starts: Float64Array, test: (start: number) => boolean): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(starts[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}
