import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { stravaActivity } from "@/domain/strava/activity.ts";
import { type Cursor, readPage } from "@/domain/strava/import_page.ts";
import type { ListedActivity } from "@/domain/strava/strava.ts";

const DAY = 86_400;
const FIRST_DAY = 20_000 * DAY;
const ATHLETE = "7";

interface Item {
  id: string;
  /** What the list shows, in epoch seconds. */
  shown: number;
  /** What a Strava that orders by the true start orders it by. */
  started: number;
  kind: "fine" | "unreadable" | "without a start" | "somebody else's";
}

interface Change {
  insertAtHead?: number;
  insertAnywhere?: Omit<Item, "id">;
  /** The position of the one to delete, as a share of the list. */
  remove?: number;
}

interface World {
  items: Omit<Item, "id">[];
  perPage: number;
  /** Every n-th slot of a page is empty, as if filtered by the server. */
  gapEvery: number;
  order: "shown" | "started";
  changes: Change[];
}

const kind = fc.constantFrom<Item["kind"]>(
  ...["fine", "fine", "fine", "unreadable", "without a start", "somebody else's"] as const,
);
/** Few days and few times of day, so that many start in the same second. */
const plain = fc.record({ day: fc.nat(6), second: fc.constantFrom(0, 1, 2, 25_000, 70_000), kind })
  .map(({ day, second, kind }) => at(FIRST_DAY + day * DAY + second, 0, kind));
const hidden = fc.record({ day: fc.nat(6), late: fc.integer({ min: -14, max: 35 }), kind })
  .map(({ day, late, kind }) => at(FIRST_DAY + day * DAY + 1, late * 3600, kind));
const item = fc.oneof({ weight: 3, arbitrary: plain }, { weight: 1, arbitrary: hidden });
const change = fc.oneof(
  fc.record({ insertAtHead: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ insertAnywhere: item }),
  fc.record({ remove: fc.double({ min: 0, max: 0.999, noNaN: true }) }),
);
const world = fc.record<World>({
  items: fc.array(item, { maxLength: 40 }),
  perPage: fc.integer({ min: 2, max: 7 }),
  gapEvery: fc.constantFrom(0, 2, 3),
  order: fc.constantFrom<World["order"]>("shown", "started"),
  changes: fc.array(change, { maxLength: 12 }),
});

Deno.test("readPage() sees every activity that is there throughout exactly once, and ends", () =>
  fc.assert(
    fc.property(world, (world) => {
      const list = openList(world);
      const throughout = new Set(list.items.map(({ id }) => id));
      const seen: string[] = [];
      let counted = 0;
      let cursor: Cursor = { cursorBefore: null, cursorPage: 1, cursorIds: [], oldestDate: null };
      for (let page = 0;; page++) {
        ok(page < 200, "it ends");
        const reading = readPage(list.page(cursor), cursor, ATHLETE);
        seen.push(...reading.activities.map(({ id }) => id));
        seen.push(...reading.failures.map(({ externalId }) => externalId));
        counted += reading.activities.length + reading.failures.length + reading.filtered;
        cursor = reading.cursor;
        if (reading.end) break;
        for (const id of list.change(world.changes[page], cursor)) throughout.delete(id);
      }
      strictEqual(new Set(seen).size, seen.length, "nothing twice");
      const others = list.items.filter((item) => item.kind === "somebody else's");
      ok(others.every(({ id }) => !seen.includes(id)), "nothing of another athlete");
      const wanted = [...throughout].filter((id) => !others.some((other) => other.id === id));
      deepStrictEqual(wanted.filter((id) => !seen.includes(id)), [], "nothing missing");
      ok(counted >= throughout.size && counted <= list.everThere(), `${counted} counted`);
    }),
    { numRuns: 3_000 },
  ));

Deno.test("readPage() remembers the oldest local date of what it stored", () => {
  const cursor: Cursor = { cursorBefore: null, cursorPage: 1, cursorIds: [], oldestDate: null };
  const list = [at(FIRST_DAY + DAY, 0, "fine"), at(FIRST_DAY, 0, "somebody else's")];
  const { cursor: next } = readPage(
    list.map((item, i) => listed({ ...item, id: `${i}` })),
    cursor,
    ATHLETE,
  );
  strictEqual(next.oldestDate, "2024-10-05");
  strictEqual(readPage([], next, ATHLETE).cursor.oldestDate, "2024-10-05");
});

function at(shown: number, later: number, kind: Item["kind"]): Omit<Item, "id"> {
  return { shown, started: shown + later, kind };
}

/** A live list as Strava offers it: newest first, by offset, cut at `before`. */
function openList({ items: first, perPage, gapEvery, order }: World) {
  let count = 0;
  const fresh = (item: Omit<Item, "id">): Item => ({ ...item, id: String(++count) });
  let items = first.map(fresh);
  const view = ({ cursorBefore }: Cursor) =>
    items.filter((item) => cursorBefore === null || item[order] < cursorBefore)
      .sort((a, b) => b[order] - a[order] || Number(b.id) - Number(a.id));
  const place = (slot: number) => gapEvery > 1 ? slot - Math.floor(slot / gapEvery) : slot;

  function insertAtHead(times: number): void {
    const newest = Math.max(FIRST_DAY, ...items.map((item) => item[order]));
    for (let n = 0; n < times; n++) items.push(fresh(at(newest + 7, 0, "fine")));
  }

  /** While one second is read page by page, what was listed of it must stay: an offset list offers no better. */
  function remove(share: number, cursor: Cursor): string[] {
    const behind = view(cursor).slice(0, place((cursor.cursorPage - 1) * perPage));
    const free = items.filter((item) => !behind.includes(item));
    const gone = free[Math.floor(share * free.length)];
    items = items.filter((item) => item !== gone);
    return gone ? [gone.id] : [];
  }

  return {
    get items() {
      return items;
    },
    everThere: () => count,
    page(cursor: Cursor): ListedActivity[] {
      const sorted = view(cursor);
      const from = (cursor.cursorPage - 1) * perPage;
      const slots = Array.from({ length: perPage }, (_, n) => from + n);
      return slots.filter((slot) => gapEvery < 2 || slot % gapEvery !== gapEvery - 1)
        .flatMap((slot) => sorted[place(slot)] ?? []).map(listed);
    },
    change(change: Change | undefined, cursor: Cursor): string[] {
      if (change?.insertAtHead) insertAtHead(change.insertAtHead);
      if (change?.insertAnywhere) items.push(fresh(change.insertAnywhere));
      return change?.remove === undefined ? [] : remove(change.remove, cursor);
    },
  };
}

function listed({ id, shown, kind }: Item): ListedActivity {
  const startedAt = shown * 1000;
  if (kind === "unreadable") return { ok: false, externalId: id, startedAt, reason: "distance" };
  if (kind === "without a start") return { ok: false, externalId: id, reason: "start_date" };
  const text = new Date(startedAt).toISOString().slice(0, 19) + "Z";
  const athlete = { id: kind === "fine" ? Number(ATHLETE) : 8 };
  const facts = { id: Number(id), athlete, start_date: text, start_date_local: text };
  return { ok: true, activity: stravaActivity.parse(facts) };
}
