import type { Browser, Page } from "playwright-core";
import { findChromium, launchChromium } from "@/tools/chromium.ts";
import { type Mailbox, startMailbox } from "@/tools/mailbox/mailbox.ts";
import { newSealingKey } from "@/tools/sealing_key.ts";
import { type Simulator, startSimulator } from "@/tools/strava_simulator/mod.ts";

const OUT = "docs/screenshot.png";
const LOGIN = { email: "camille@example.org", password: "seven green herons" };
const PATIENCE_MS = 120_000;

/** Walks through the application as a new runner does, and takes a picture of the dashboard. */
async function main(): Promise<void> {
  const chromium = findChromium();
  if (!chromium) throw new Error("No picture: install Chromium, or name it in CHROMIUM.");
  const folder = await Deno.makeTempDir({ prefix: "runnerly-screenshot-" });
  const simulator = await startSimulator({});
  const mailbox = await startMailbox({});
  const url = `http://localhost:${freePort()}`;
  const app = startApp(url, folder, { simulator, mailbox });
  const browser = await launchChromium(chromium);
  try {
    await untilUp(url);
    await walk(browser, url, mailbox);
  } finally {
    await browser.close();
    app.kill("SIGTERM");
    await app.status;
    await mailbox.stop();
    await simulator.stop();
    await Deno.remove(folder, { recursive: true });
  }
  const { size } = await Deno.stat(OUT);
  console.log(`${OUT}: ${Math.round(size / 1000)} kB`);
}

function startApp(
  url: string,
  folder: string,
  { simulator, mailbox }: { simulator: Simulator; mailbox: Mailbox },
): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "main.ts"],
    stdout: "null",
    env: {
      PORT: new URL(url).port,
      BASE_URL: url,
      DATABASE_URL: `file:${folder}/runnerly.db`,
      KV_PATH: `${folder}/kv.db`,
      SEALING_KEYS: newSealingKey(),
      SMTP_URL: mailbox.smtpUrl,
      MAIL_FROM: "Runnerly <runnerly@demo.invalid>",
      STRAVA_API_URL: simulator.apiUrl,
      STRAVA_OAUTH_URL: simulator.oauthUrl,
      STRAVA_CLIENT_ID: simulator.clientId,
      STRAVA_CLIENT_SECRET: simulator.clientSecret,
    },
  }).spawn();
}

async function walk(browser: Browser, url: string, mailbox: Mailbox): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: "en-GB",
    timezoneId: "Europe/Paris",
    colorScheme: "light",
  });
  const page = await context.newPage();
  await page.goto(`${url}/sign-up`);
  await page.fill("[name=email]", LOGIN.email);
  await submit(page);
  const { text } = await mailbox.waitFor(({ to }) => to.includes(LOGIN.email), PATIENCE_MS);
  await page.goto(text.match(/http\S+/)?.[0] ?? url);
  await submit(page);
  await page.goto(`${url}/strava/connect`);
  await page.click("main button[type=submit]");
  await page.waitForURL(/\/oauth\//);
  await page.click("button[value=authorize]");
  await page.waitForSelector(".receipt", { timeout: PATIENCE_MS });
  await page.goto(url, { waitUntil: "networkidle" });
  await page.screenshot({ path: OUT });
}

async function submit(page: Page): Promise<void> {
  await page.fill("main [name=password]", LOGIN.password);
  await page.click("main button[type=submit]");
  await page.waitForLoadState();
}

async function untilUp(url: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    try {
      const answer = await fetch(`${url}/healthz`);
      await answer.body?.cancel();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error(`Nothing answers at ${url}`);
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "0.0.0.0", port: 0 });
  return listener.addr.port;
}

await main();
