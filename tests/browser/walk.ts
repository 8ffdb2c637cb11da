import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import type { BrowserContext, Page } from "playwright-core";
import type { Db } from "@/db/client.ts";
import { addDays, localDate } from "@/domain/training/weeks.ts";
import { en as t } from "@/locales/en/mod.ts";
import { formatFor } from "@/locales/format.ts";
import type { OpenContext } from "@/tests/support/browser.ts";
import { openTestDatabase } from "@/tests/support/database.ts";
import { lastImport, matchDashboard, matchLedger } from "@/tests/support/ledger.ts";
import { PASSWORD } from "@/tests/support/runner.ts";
import { serverEnvironment, startServer } from "@/tests/support/server.ts";
import { readTables } from "@/tests/support/tables.ts";
import { startMailbox } from "@/tools/mailbox/mailbox.ts";
import { demoAthleteId, type Simulator, startSimulator } from "@/tools/strava_simulator/mod.ts";

const EMAIL = "camille@example.org";
const format = formatFor("en", "km");

interface Walk {
  page: Page;
  context: BrowserContext;
  url: string;
  db: Db;
  strava: Simulator;
  scripts: boolean;
}

/** From the landing page to the disconnected account, as a runner goes, against the application as it runs anywhere. */
export async function walkThrough(
  open: OpenContext,
  { scripts }: { scripts: boolean },
): Promise<void> {
  const database = await openTestDatabase("file");
  const folder = await Deno.makeTempDir({ prefix: "runnerly-walk-" });
  const mailbox = await startMailbox();
  const strava = await startSimulator();
  strava.addFault({
    match: { path: "^/athlete/activities$" },
    effect: { kind: "slow-headers", ms: 400 },
  });
  const env = serverEnvironment({ databaseUrl: database.url, folder, mailbox, strava });
  const server = startServer(env);
  try {
    await server.ready();
    const context = await open({ javaScriptEnabled: scripts });
    const page = await context.newPage();
    const walk = { page, context, url: env.BASE_URL, db: database.db, strava, scripts };
    await signUp(walk);
    await connect(walk);
    await (scripts ? watchImport : refreshImport)(walk);
    await matchLedger(database.db, strava, demoAthleteId);
    await compareDashboard(walk);
    await compareRuns(walk);
    await openRun(walk);
    await disconnect(walk);
  } finally {
    await server.stop();
    await strava.stop();
    await mailbox.stop();
    await database.close();
    await Deno.remove(folder, { recursive: true });
  }
}

async function signUp({ page, context, url }: Walk): Promise<void> {
  await page.goto(url);
  await page.getByRole("main").getByRole("link", { name: t.landing.start }).click();
  await page.getByLabel(t.accounts.email).fill(EMAIL);
  await page.getByLabel(t.accounts.password).fill(PASSWORD);
  await page.getByRole("button", { name: t.accounts.signUp.submit }).click();
  await page.getByRole("link", { name: t.accounts.checkMail.openMailbox }).click();
  await page.getByRole("link", { name: EMAIL }).click();
  const opened = context.waitForEvent("page");
  await page.frameLocator("iframe").getByRole("link").first().click();
  await page.close();
  const confirming = await opened;
  await confirming.getByLabel(t.accounts.password).fill(PASSWORD);
  await confirming.getByRole("button", { name: t.accounts.confirm.submit }).click();
  await confirming.waitForURL(`${url}/strava/connect?confirmed=1`);
}

async function connect(walk: Walk): Promise<void> {
  const [page] = walk.context.pages();
  walk.page = page;
  await page.getByRole("button", { name: "Connect with Strava" }).click();
  await page.waitForURL(`${walk.strava.oauthUrl}/authorize**`);
  await page.getByRole("button", { name: "Authorize" }).click();
  await page.waitForURL(`${walk.url}/account/strava`);
  await page.getByRole("heading", { name: t.strava.connected("Camille Moreau") }).waitFor();
}

/** Does nothing but look: the number grows and the receipt appears by themselves. */
async function watchImport({ page, db }: Walk): Promise<void> {
  const count = page.locator(".progress-count");
  const numbers = new Set<string>();
  while (!await page.locator(".receipt").isVisible()) {
    numbers.add(await count.innerText().catch(() => ""));
    await page.waitForTimeout(100);
  }
  ok(numbers.size >= 3, `the number moved: ${[...numbers].join(", ")}`);
  await compareReceipt(page, db);
}

async function refreshImport({ page, db }: Walk): Promise<void> {
  const refresh = page.getByRole("link", { name: t.strava.refresh });
  while (await refresh.isVisible()) {
    await page.waitForTimeout(300);
    await refresh.click();
  }
  await compareReceipt(page, db);
}

async function compareReceipt(page: Page, db: Db): Promise<void> {
  const { seen, state } = await lastImport(db);
  strictEqual(state, "done");
  const receipt = plain(await page.locator(".receipt").innerText());
  ok(receipt.includes(`${t.strava.receipt.sum} ${format.number(seen)}`), receipt);
  await page.getByText(t.strava.states.done).waitFor();
}

/** What the dashboard reads and what it says, next to what the simulator knows: exactly, then formatted alike. */
async function compareDashboard({ page, url, db, strava, scripts }: Walk): Promise<void> {
  const today = localDate(Date.now(), scripts ? "Europe/Paris" : "UTC");
  const daysIntoWeek = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  const [from, to] = [addDays(today, -daysIntoWeek), addDays(today, 6 - daysIntoWeek)];
  const yearStart = `${today.slice(0, 4)}-01-01`;
  const week = strava.ledger(demoAthleteId, { from, to }).runs;
  const year = strava.ledger(demoAthleteId, { from: yearStart, to }).runs;
  await matchDashboard(db, strava, demoAthleteId, { from: addDays(from, -77), yearStart, to });
  const runs = strava.ledger(demoAthleteId).activities.filter(({ isRun }) => isRun);
  const longest = Math.max(...runs.map(({ distanceMeters }) => distanceMeters));

  await page.goto(url);
  strictEqual(
    await readStat(page, t.dashboard.thisWeek),
    plain(format.distanceText(week.distanceMeters, 1)),
  );
  strictEqual(
    await readStat(page, t.dashboard.yearToDate(today.slice(0, 4))),
    plain(format.distanceText(year.distanceMeters, 0)),
  );
  strictEqual(await readStat(page, t.dashboard.longest), plain(format.distanceText(longest, 1)));
}

async function compareRuns({ page, url, strava }: Walk): Promise<void> {
  const { runs } = strava.ledger(demoAthleteId);
  await page.goto(`${url}/runs`);
  const totals = page.locator(".totals > div");
  const shown = await totals.evaluateAll((entries) =>
    entries.map((entry) => [
      entry.querySelector("dt")?.textContent ?? "",
      entry.querySelector("dd")?.textContent ?? "",
    ])
  );
  const climb = format.climb(runs.elevationGainMeters);
  const pace = format.pace(runs.distanceMeters, runs.movingSeconds);
  deepStrictEqual(
    shown.map(([, value]) => plain(value)),
    [
      format.number(runs.count),
      format.distanceText(runs.distanceMeters),
      format.sumDuration(runs.movingSeconds),
      `${climb.value} ${climb.unit}`,
      `${pace.value} ${pace.unit}`,
    ].map(plain),
  );
}

async function openRun({ page, strava }: Walk): Promise<void> {
  const newest = strava.ledger(demoAthleteId).activities.findLast(({ isRun }) => isRun);
  ok(newest);
  await page.getByRole("link", { name: newest.name }).first().click();
  await page.getByRole("heading", { name: newest.name, level: 1 }).waitFor();
  strictEqual(await readStat(page, t.runs.moving), plain(format.duration(newest.movingSeconds)));
  const link = page.getByRole("link", { name: "View on Strava" });
  strictEqual(await link.getAttribute("href"), `https://www.strava.com/activities/${newest.id}`);
}

async function disconnect({ page, db, strava }: Walk): Promise<void> {
  const { length } = strava.activities(demoAthleteId);
  await page.getByRole("navigation").getByRole("link", { name: t.shell.strava }).click();
  await page.getByRole("link", { name: t.strava.disconnect.ask }).click();
  await page.getByRole("button", { name: t.strava.disconnect.submit }).click();
  await page.getByRole("heading", { name: t.strava.disconnect.doneTitle }).waitFor();
  await page.getByText(new RegExp(`^${format.number(length)} `)).waitFor();
  await page.getByText(t.strava.disconnect.revoked).waitFor();
  const tables = await readTables(db, ["strava_quota"]);
  for (const table of ["runs", "imports", "import_failures", "strava_accounts", "strava_states"]) {
    deepStrictEqual(tables.get(table), [], table);
  }
  deepStrictEqual(tables.get("jobs")?.filter(({ kind }) => kind === "strava.import"), []);
  deepStrictEqual(strava.grants(), []);
}

async function readStat(page: Page, label: string): Promise<string> {
  const stat = page.locator(".stat", { has: page.getByText(label, { exact: true }) });
  return plain(await stat.locator(".stat-value").innerText());
}

/** White space of any kind is one space. */
function plain(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
