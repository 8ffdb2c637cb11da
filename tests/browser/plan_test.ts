import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import type { Page } from "playwright-core";
import { plannedRuns } from "@/db/schema/plans.ts";
import { en } from "@/locales/en/mod.ts";
import { browserTest } from "@/tests/support/browser.ts";
import { userIdOf } from "@/tests/support/history.ts";
import { openAs, press, tabTo, type } from "@/tests/support/keyboard.ts";
import { givePlan } from "@/tests/support/plans.ts";
import { giveRace } from "@/tests/support/races.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { connectStrava } from "@/tests/support/strava.ts";
import { type WebApp, withWebApp } from "@/tests/support/web.ts";
import { judge } from "./judge.ts";

const { plans: t, races, shell } = en;
const DAY_MS = 86_400_000;

async function isFine(page: Page): Promise<void> {
  deepStrictEqual(await judge(page), [], page.url());
}

const sessions = (app: WebApp) => app.db.select().from(plannedRuns).orderBy(plannedRuns.date);

browserTest(
  "from a race that another added to a session that is done, with the reason, by keyboard alone",
  (open) =>
    withWebApp({}, async (app) => {
      const ana = await newRunner(app);
      const distanceMeters = 21_097.5;
      await giveRace(app, await userIdOf(app, ana.email), { name: "Valley Half", distanceMeters });
      const ben = await newRunner(app);
      const page = await openAs(open, app, ben.visitor);
      await page.goto(app.url);
      await press(page, "link", "Valley Half");
      await press(page, "link", t.forRace);
      for (const field of [t.form.weekly, t.form.longest]) {
        await tabTo(page, page.getByLabel(field));
        await page.keyboard.press("Control+A");
        await page.keyboard.type(field === t.form.weekly ? "25" : "9");
      }
      await type(page, t.form.bestTime, "45:00");
      await tabTo(page, page.getByLabel(t.form.bestDistance));
      await page.keyboard.type("10 km");
      await press(page, "button", t.form.submit);
      await isFine(page);
      await press(page, "button", t.schedule.follow);
      ok(await page.getByText(t.schedule.making, { exact: true }).isVisible());
      await app.drain();
      await page.getByRole("heading", { name: t.schedule.today }).waitFor();
      await isFine(page);

      const [first] = await sessions(app);
      app.clock.advance(Date.parse(`${first.date}T17:00:00Z`) - app.clock.now());
      await app.db.run("update sessions set expires_at = expires_at + 30 * 86400000000");
      await page.goto(app.url);
      const today = page.locator(".panel", { has: page.getByText(t.schedule.today) }).first();
      ok((await today.innerText()).includes(t.kinds[first.kind]), await today.innerText());

      await connectStrava(ben.visitor);
      const [athlete] = app.strava.athletes();
      app.strava.insertActivity(athlete.id, {
        ...{ name: "Out and back", distanceMeters: Math.round(first.meters * 1.02) },
        ...{ startAt: `${first.date}T07:00:00Z`, movingSeconds: 1_800, elapsedSeconds: 1_830 },
      });
      await app.drain();
      await page.reload();
      await press(page, "link", t.kinds[first.kind]);
      const said = (await page.locator("main").innerText()).replaceAll("\u00a0", " ");
      ok(said.includes(t.schedule.sameDay) && said.includes("102 % of the distance"), said);
      await isFine(page);
      strictEqual(await page.getByRole("link", { name: /✓ Done/ }).count(), 1);
      await press(page, "link", shell.races);
      ok(await page.getByRole("heading", { name: races.title, level: 1 }).isVisible());
    }),
);

/** Follows a plan in a week that has begun, and looks at it. */
async function openPlan(open: Parameters<typeof openAs>[0], app: WebApp): Promise<Page> {
  const { visitor, email } = await newRunner(app);
  await givePlan(app, await userIdOf(app, email));
  const page = await openAs(open, app, visitor);
  await page.goto(`${app.url}/plan`, { waitUntil: "networkidle" });
  return page;
}

browserTest(
  "a run of the calendar is moved by Alt and an arrow, and keeps the focus",
  (open) =>
    withWebApp({}, async (app) => {
      const page = await openPlan(open, app);
      const [first, second] = await sessions(app);
      await tabTo(page, page.locator(`#run-${first.id}`));
      await Promise.all([page.waitForEvent("load"), page.keyboard.press("Alt+ArrowRight")]);
      ok(await page.getByText(t.schedule.changed).isVisible());
      const cell = page.locator("[data-day]", { has: page.locator(`#run-${first.id}`) });
      const moved = new Date(Date.parse(first.date) + DAY_MS).toISOString().slice(0, 10);
      strictEqual(await cell.getAttribute("data-day"), moved);
      await page.waitForFunction((id) => document.activeElement?.id === id, `run-${first.id}`);
      await Promise.all([page.waitForEvent("load"), page.keyboard.press("Alt+ArrowRight")]);
      const after = new Map((await sessions(app)).map((run) => [run.id, run.date]));
      deepStrictEqual([after.get(first.id), after.get(second.id)], [second.date, moved]);
    }),
);

browserTest(
  "a run of the calendar is dragged to another day, and the race is not",
  (open) =>
    withWebApp({}, async (app) => {
      const page = await openPlan(open, app);
      const all = await sessions(app);
      const [first, race] = [all[0], all[all.length - 1]];
      const target = page.locator(`[data-day="2026-05-08"]`);
      await Promise.all([
        page.waitForEvent("load"),
        page.locator(`#run-${first.id}`).dragTo(target),
      ]);
      strictEqual((await sessions(app)).find(({ id }) => id === first.id)?.date, "2026-05-08");
      strictEqual(await page.locator(`#run-${race.id}`).getAttribute("draggable"), null);
    }),
);
