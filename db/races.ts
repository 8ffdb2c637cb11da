import { and, asc, eq, gte, isNull, ne, type SQL, sql } from "drizzle-orm";
import { readText } from "@/db/cell.ts";
import type { Db, Tx } from "@/db/client.ts";
import { foldText } from "@/db/fold.ts";
import { raceEntries, races } from "@/db/schema/races.ts";

export type Race = Omit<typeof races.$inferSelect, "folded">;
/** What a runner says of a race. */
export type RaceFacts = Pick<
  Race,
  "name" | "date" | "distanceMeters" | "place" | "country" | "surface" | "url"
>;
/** A race with whether the one who asks has entered it. */
export type ListedRace = Race & { isEntered: boolean };

export interface RaceFilter {
  /** Dates, both inclusive. */
  from?: string;
  to?: string;
  text?: string;
  country?: string;
  minMeters?: number;
  maxMeters?: number;
  /** Those that the runner who asks has entered, and no others. */
  entered?: boolean;
}

/** A place in a list: the date and the id of the race that stands there. */
export type RaceCursor = [date: string, id: string];

interface Stretch {
  /** The nearest first from today on, or the latest first. */
  descending?: boolean;
  from?: RaceCursor;
  limit: number;
}

/** All of it but what searches look in. */
export const shownRace = {
  id: races.id,
  addedBy: races.addedBy,
  name: races.name,
  date: races.date,
  distanceMeters: races.distanceMeters,
  place: races.place,
  country: races.country,
  surface: races.surface,
  url: races.url,
  revision: races.revision,
  createdAt: races.createdAt,
  updatedAt: races.updatedAt,
  mergedInto: races.mergedInto,
};

function enteredBy(userId: string): SQL<boolean> {
  return sql<boolean>`${races.id} in (select ${raceEntries.raceId} from ${raceEntries}
    where ${raceEntries.userId} = ${userId})`.mapWith(Boolean);
}

/** What a search looks in. */
function foldedOf({ name, place }: Pick<RaceFacts, "name" | "place">): string {
  return foldText(`${name}\n${place}`);
}

export async function insertRace(
  tx: Tx,
  race: RaceFacts & { id: string; addedBy: string; now: number },
): Promise<void> {
  const { now, ...facts } = race;
  await tx.insert(races).values({
    ...facts,
    folded: foldedOf(facts),
    createdAt: now,
    updatedAt: now,
  });
}

export async function updateRace(tx: Tx, id: string, facts: RaceFacts, now: number): Promise<void> {
  await tx.update(races)
    .set({
      ...facts,
      folded: foldedOf(facts),
      updatedAt: now,
      revision: sql`${races.revision} + 1`,
    })
    .where(eq(races.id, id));
}

export async function deleteRace(tx: Tx, id: string): Promise<void> {
  await tx.delete(raceEntries).where(eq(raceEntries.raceId, id));
  await tx.delete(races).where(eq(races.id, id));
}

/** One that was merged is answered too, with where it went. */
export async function getRace(db: Db | Tx, id: string): Promise<Race | undefined> {
  return await db.select(shownRace).from(races).where(eq(races.id, id)).get();
}

/** A page of races by date, keyset by date and id; merged ones stand for nothing. */
export async function listRaces(
  db: Db,
  userId: string,
  filter: RaceFilter,
  { descending = false, from, limit }: Stretch,
): Promise<ListedRace[]> {
  const way = sql.raw(descending ? "desc" : "asc");
  const beyond = sql.raw(descending ? "<" : ">");
  const place = sql`(${races.date}, ${races.id})`;
  return await db.select({ ...shownRace, isEntered: enteredBy(userId) }).from(races)
    .where(and(
      matches(userId, filter),
      from && sql`${place} ${beyond} (${from[0]}, ${from[1]})`,
    ))
    .orderBy(sql`${races.date} ${way}`, sql`${races.id} ${way}`).limit(limit);
}

export async function countRaces(db: Db, userId: string, filter: RaceFilter): Promise<number> {
  return await db.$count(races, matches(userId, filter));
}

/** What a list of what comes up shows of a race. */
export type ComingRace = RaceFacts & Pick<ListedRace, "id" | "isEntered">;

/**
 * The next three races of all, and the next two that this runner has entered, by date, as JSON of `ComingRace`: each visit of
 * a dashboard asks for it, so it is one cell.
 */
export async function readComingUp(db: Db, userId: string, today: string): Promise<string> {
  return await readText(db, COMING_UP, today, userId) ?? "[]";
}

const COMING = `select id, name, date, distance_meters, place, country, surface, url,
    exists (select 1 from race_entries where race_id = races.id and user_id = ?2) as entered
  from races where merged_into is null and date >= ?1`;
const COMING_UP = `select json_group_array(json_object('id', id, 'name', name, 'date', date,
    'distanceMeters', distance_meters, 'place', place, 'country', country, 'surface', surface,
    'url', url, 'isEntered', json(iif(entered, 'true', 'false'))))
  from (select * from (select * from (
    select * from (select * from (${COMING} and id in
      (select race_id from race_entries where user_id = ?2)) order by date, id limit 2)
    union select * from (${COMING} order by date, id limit 3)
  )) order by date, id)`;

/** What is held around a date, but for the race itself: where a double would be. */
export async function listAround(
  db: Db | Tx,
  { from, to, except }: { from: string; to: string; except?: string },
): Promise<Race[]> {
  return await db.select(shownRace).from(races).where(and(
    isNull(races.mergedInto),
    sql`${races.date} between ${from} and ${to}`,
    except === undefined ? undefined : ne(races.id, except),
  )).orderBy(asc(races.date), asc(races.id)).limit(500);
}

/** How many of these a runner has added since: for the limit of them. */
export async function countAdded(db: Db | Tx, userId: string, since: number): Promise<number> {
  return await db.$count(races, and(eq(races.addedBy, userId), gte(races.createdAt, since)));
}

/** Makes one race lead to another, with all that led to it. */
export async function leadTo(tx: Tx, id: string, target: string, now: number): Promise<void> {
  await tx.update(races).set({ mergedInto: target, updatedAt: now })
    .where(sql`${races.id} = ${id} or ${races.mergedInto} = ${id}`);
}

function matches(userId: string, filter: RaceFilter) {
  const { from, to, text, country, minMeters, maxMeters, entered } = filter;
  return and(
    isNull(races.mergedInto),
    from === undefined ? undefined : sql`${races.date} >= ${from}`,
    to === undefined ? undefined : sql`${races.date} <= ${to}`,
    text === undefined ? undefined : contains(text),
    country === undefined ? undefined : eq(races.country, country),
    minMeters === undefined ? undefined : sql`${races.distanceMeters} >= ${minMeters}`,
    maxMeters === undefined ? undefined : sql`${races.distanceMeters} <= ${maxMeters}`,
    entered ? enteredBy(userId) : undefined,
  );
}

/** Every word of the text, wherever it stands. */
function contains(text: string): SQL | undefined {
  const words = foldText(text).split(/\s+/).filter(Boolean).slice(0, 10);
  return and(...words.map((word) => sql`instr(${races.folded}, ${word}) > 0`));
}
