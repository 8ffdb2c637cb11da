import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { Buffer } from "node:buffer";
import { upsertRuns } from "@/db/runs.ts";
import { updateProfile } from "@/db/users.ts";
import { getUser } from "@/db/users.ts";
import { chooseMails } from "@/domain/reports/choose.ts";
import { oweReports } from "@/domain/reports/due.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { openClock } from "@/tests/support/clock.ts";
import { GOLDEN_RUNNERS, type GoldenRunner } from "@/tests/support/golden_runners.ts";
import { newRun, userIdOf } from "@/tests/support/history.ts";
import { givePlan } from "@/tests/support/plans.ts";
import { giveEntry, giveRace } from "@/tests/support/races.ts";
import { reportsTo } from "@/tests/support/reports.ts";
import { newRunner } from "@/tests/support/runner.ts";
import type { ReceivedMail } from "@/tools/mailbox/store.ts";

const FOLDER = new URL("./golden/reports/", import.meta.url);
/** `GOLDEN=1 deno test -A tests/golden_reports_test.ts` writes them anew, to be looked at before they are kept. */
const WRITES = Deno.env.get("GOLDEN") === "1";

for (const runner of GOLDEN_RUNNERS) {
  Deno.test(`The report of a golden runner is as it was looked at: ${runner.name}`, () =>
    withApp({ clock: openClock(Date.parse(runner.from)) }, async (app) => {
      const email = await furnish(app, runner);
      const owe = async (at: number) => {
        app.clock.advance(at - app.clock.now());
        await oweReports(app.db, at);
        await app.drain();
        return reportsTo(app, email);
      };
      const due = Date.parse(runner.due);
      strictEqual((await owe(due - 60_000)).length, 0, "a minute before");
      const mails = await owe(due);
      strictEqual(mails.length, 1);
      await compare(
        `${runner.name}.txt`,
        `Subject: ${mails[0].subject}\n\n${stable(mails[0].text)}\n`,
      );
      await compare(`${runner.name}.html`, `${lines(stable(mails[0].html))}\n`);
      await comparePicture(runner.name, mails[0]);
    }));
}

Deno.test("No golden report is left over from a runner who is none any more", async () => {
  const names = new Set(GOLDEN_RUNNERS.map(({ name }) => name));
  const found: string[] = [];
  for await (const { name } of Deno.readDir(FOLDER)) found.push(name.split(".")[0]);
  deepStrictEqual(new Set(found), names);
});

async function furnish(app: TestApp, runner: GoldenRunner): Promise<string> {
  const { profile = {}, runs, cadence, hasPlan } = runner;
  const { email } = await newRunner(app, `${runner.name}@example.org`);
  const userId = await userIdOf(app, email);
  const user = await getUser(app.db, userId);
  ok(user);
  await updateProfile(app.db, userId, { ...user, ...profile });
  const now = app.clock.now();
  const rows = runs.map((run) => newRun(userId, run));
  const wishes = { cadence: cadence ?? "weekly" as const, weekday: 1, hour: 6, without: [] };
  await app.db.transaction(async (tx) => {
    await upsertRuns(tx, rows);
    await chooseMails(tx, userId, { ...wishes, cadence: "none" }, now);
    await chooseMails(tx, userId, wishes, now);
  });
  if (hasPlan) {
    await givePlan(app, userId);
    const race = await giveRace(app, userId, { name: "Valley Half", date: "2026-09-13" });
    await giveEntry(app, userId, race);
  }
  return email;
}

/** What differs from run to run: ids, and links that are made of them. */
function stable(text: string): string {
  return text.replaceAll(/\/(unsubscribe|mail-actions)\/[\w.-]+/g, "/$1/LINK")
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "ID");
}

/** A line for each element, so that a difference can be read. */
function lines(html: string): string {
  return html.replaceAll("><", ">\n<");
}

async function compare(name: string, text: string): Promise<void> {
  const file = new URL(name, FOLDER);
  if (WRITES) await Deno.writeTextFile(file, text);
  strictEqual(text, await Deno.readTextFile(file), name);
}

async function comparePicture(name: string, { images }: ReceivedMail): Promise<void> {
  const file = new URL(`${name}.png`, FOLDER);
  const png = Buffer.from(images.get("chart")?.split(",")[1] ?? "", "base64");
  ok(png.length > 0, `${name} has a chart`);
  if (WRITES) await Deno.writeFile(file, png);
  ok(png.equals(await Deno.readFile(file)), `${name}.png`);
}
