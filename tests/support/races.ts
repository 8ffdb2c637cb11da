import { uuidv7 } from "uuidv7";
import { putEntry, type RaceEntry } from "@/db/race_entries.ts";
import { insertRace, type RaceFacts } from "@/db/races.ts";
import { type ApiClient, expectStatus } from "./api.ts";
import type { TestApp } from "./app.ts";

export const RACE: RaceFacts = {
  name: "Lyon Autumn Run",
  date: "2026-10-04",
  distanceMeters: 10_000,
  place: "Lyon",
  country: "FR",
  surface: "road",
  url: null,
};

/** The form that a page sends of it. */
export const RACE_FORM = {
  ...{ name: RACE.name, date: RACE.date, distance: "10k", other: "", place: RACE.place },
  ...{ country: "FR", surface: "road", url: "" },
};

/** A race that somebody added two days ago, so that none of today's is spent; states only what a test cares about. */
export async function giveRace(
  { db, clock }: TestApp,
  addedBy: string,
  changes: Partial<RaceFacts> = {},
): Promise<string> {
  const id = uuidv7();
  await db.transaction((tx) =>
    insertRace(tx, { ...RACE, ...changes, id, addedBy, now: clock.now() - 2 * 86_400_000 })
  );
  return id;
}

/** What somebody says of a race of theirs. */
export async function giveEntry(
  { db, clock }: TestApp,
  userId: string,
  raceId: string,
  changes: Partial<RaceEntry> = {},
): Promise<void> {
  const none = { goalASeconds: null, goalBSeconds: null, goalCSeconds: null, resultSeconds: null };
  const unlinked = { runSource: null, runHash: null, notes: null };
  const entry = { userId, raceId, isShown: false, ...none, ...unlinked, updatedAt: clock.now() };
  await db.transaction((tx) => putEntry(tx, { ...entry, ...changes }));
}

/** A race that this script's runner added and goes to. */
export async function firstRace(script: ApiClient): Promise<string> {
  const { id } = expectStatus(await script.post("/races", { ...RACE, isNew: true }), 201);
  const entry = { method: "PUT", body: { goalBSeconds: 3000 } };
  expectStatus(await script.send(`/races/${id}/entry`, entry), 200);
  return id;
}
