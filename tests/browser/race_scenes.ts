import { upsertRuns } from "@/db/runs.ts";
import { updateRole } from "@/db/users.ts";
import { newRun, userIdOf } from "@/tests/support/history.ts";
import { giveEntry, giveRace } from "@/tests/support/races.ts";
import { newRunner } from "@/tests/support/runner.ts";
import type { WebApp } from "@/tests/support/web.ts";
import { type Scene, submitUnchecked } from "./scenes.ts";

const WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen";
const LONG = "Grand international autumn marathon of the two valleys and their seven bridges";

/** Races that others added, entered and run, with long names and none. */
async function furnish(app: WebApp, userId: string) {
  const { userId: other } = await someone(app);
  const distanceMeters = 42_195;
  const coming = await giveRace(app, other, { name: LONG, distanceMeters, date: "2026-09-06" });
  const url = "https://a-very-long-host-name-of-a-race.of-the-valley.example/2026";
  await giveRace(app, userId, { name: "Lyon Autumn Run", url });
  const twin = await giveRace(app, userId, { name: "Autumn Run Lyon" });
  const trail = { surface: "trail" as const, distanceMeters: 33_333, place: WORD, country: null };
  const name = `${WORD}${WORD}wettlauf`;
  const word = await giveRace(app, other, { ...trail, name, date: "2026-05-04" });
  const gone = await giveRace(app, other, { name: "Spring Ten", date: "2026-05-03" });
  await giveEntry(app, userId, coming, {
    ...{ goalASeconds: 11_700, goalBSeconds: 12_300, goalCSeconds: 13_200, isShown: true },
    notes: "Start slowly.\nDrink at every bridge.",
  });
  await giveEntry(app, other, coming, { isShown: true });
  const run = newRun(userId, { title: "Spring Ten", effort: "race", elapsedSeconds: 2700 });
  await app.db.transaction((tx) => upsertRuns(tx, [run]));
  await giveEntry(app, userId, gone, { resultSeconds: 2695, goalBSeconds: 2760 });
  return { coming, twin, gone, word };
}

async function someone(app: WebApp) {
  const { visitor, email } = await newRunner(app);
  return { visitor, email, userId: await userIdOf(app, email) };
}

/** The pages of races in each of their states. */
export async function raceScenes(app: WebApp): Promise<Scene[]> {
  const fresh = await someone(app);
  const none: Scene[] = [{ name: "races-none-found", path: "/races?q=x", visitor: fresh.visitor }];
  const { visitor, userId } = await someone(app);
  const { coming, twin, gone, word } = await furnish(app, userId);
  const operator = await someone(app);
  await updateRole(app.db, operator.email, "admin");
  return [
    ...none,
    { name: "races", path: "/races", visitor },
    { name: "races-past", path: "/races?when=past", visitor },
    { name: "races-filter-errors", path: "/races?country=EU", visitor, status: 422 },
    { name: "dashboard-races", path: "/", visitor },
    { name: "race-coming", path: `/races/${coming}?done=saved`, visitor },
    { name: "race-not-entered", path: `/races/${coming}`, visitor: fresh.visitor },
    { name: "race-of-one-word", path: `/races/${word}`, visitor },
    { name: "race-gone", path: `/races/${gone}`, visitor },
    { name: "race-operator", path: `/races/${twin}`, visitor: operator.visitor },
    { name: "race-band", path: `/races/${coming}/band?goal=B&split=negative`, visitor },
    { name: "race-new", path: "/races/new", visitor },
    { name: "race-new-errors", path: "/races/new", visitor, act: submitUnchecked, status: 422 },
    {
      name: "race-likely",
      path: "/races/new",
      visitor,
      act: async (page) => {
        await page.getByLabel("Name").fill("Lyon Autumn Run 2026");
        await page.getByLabel("Date").fill("2026-10-04");
        await page.getByLabel("Place").fill("Lyon");
        await submitUnchecked(page);
      },
    },
    {
      name: "race-entry-errors",
      path: `/races/${coming}`,
      visitor,
      act: async (page) => {
        await page.locator("[name=goalA]").fill("soon");
        await submitUnchecked(page);
      },
      status: 422,
    },
    { name: "race-edit", path: `/races/${twin}/edit`, visitor },
  ];
}
