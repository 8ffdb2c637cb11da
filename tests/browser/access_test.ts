import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { gzipSync } from "node:zlib";
import type { BrowserContext, Page } from "playwright-core";
import { browserTest, type OpenContext } from "@/tests/support/browser.ts";
import { type WebApp, withWebApp } from "@/tests/support/web.ts";
import { demoRunner, edgeCaseAthlete } from "@/tools/strava_simulator/mod.ts";
import { judge, judgeLook } from "./judge.ts";
import { apiScenes } from "./api_scenes.ts";
import { operatorScenes } from "./operator_scenes.ts";
import { planScenes } from "./plan_scenes.ts";
import { raceScenes } from "./race_scenes.ts";
import { reportScenes } from "./report_scenes.ts";
import { accountScenes, type Scene, strangerScenes } from "./scenes.ts";
import { historyScenes, importScenes, plainAthletes } from "./strava_scenes.ts";

const LOOKS = (["light", "dark"] as const).flatMap((colorScheme) =>
  [1280, 360].map((width) => ({ colorScheme, width }))
);
const SCREENSHOTS = "data/screenshots";
const MOST_SCRIPT_BYTES = 20_000;
const PAGES_AT_ONCE = 3;

const groups = {
  strangers: strangerScenes,
  account: accountScenes,
  api: apiScenes,
  operator: operatorScenes,
  plans: planScenes,
  races: raceScenes,
  reports: reportScenes,
  imports: importScenes,
};

for (const [name, scenes] of Object.entries(groups)) {
  browserTest(
    `every page is open to everybody, at any width and in any light: ${name}`,
    (open) =>
      withWebApp({ athletes: [edgeCaseAthlete(), ...plainAthletes] }, async (app) => {
        await visitAll(open, app, await scenes(app));
      }),
  );
}

browserTest(
  "every page is open to everybody, at any width and in any light: history",
  (open) =>
    withWebApp({ athletes: [demoRunner()] }, async (app) => {
      await visitAll(open, app, await historyScenes(app));
    }),
);

async function visitAll(open: OpenContext, app: WebApp, scenes: Scene[]): Promise<void> {
  const waiting = [...scenes];
  const problems: string[] = [];

  async function visitOn(): Promise<void> {
    for (let scene = waiting.shift(); scene; scene = waiting.shift()) {
      const context = await open();
      const cookies = [...scene.visitor?.cookies ?? []];
      await context.addCookies(cookies.map(([name, value]) => ({ name, value, url: app.url })));
      for (const problem of await visit(context, app.url, scene)) {
        problems.push(`${scene.name}: ${problem}`);
      }
      await context.close();
    }
  }

  await Promise.all(Array.from({ length: PAGES_AT_ONCE }, visitOn));
  deepStrictEqual(problems, []);
}

/** What is wrong with a page, in words. */
async function visit(context: BrowserContext, url: string, scene: Scene): Promise<string[]> {
  const page = await context.newPage();
  const watched = watch(page, url);
  try {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto(url + scene.path);
    await scene.act?.(page);
    const hasIsland = await page.locator("[data-island]").count() > 0;
    await page.waitForLoadState(hasIsland ? "networkidle" : "load");
    strictEqual(watched.status(), scene.status ?? 200, scene.name);
    const problems = await watched.problems();
    for (const look of LOOKS) problems.push(...await inspect(page, scene, look));
    return problems;
  } finally {
    await page.close();
  }
}

async function inspect(
  page: Page,
  { name }: Scene,
  { width, colorScheme }: { width: number; colorScheme: "light" | "dark" },
): Promise<string[]> {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme });
  if (Deno.env.get("SCREENSHOTS") === "1") {
    const path = `${SCREENSHOTS}/${name}-${width}-${colorScheme}.png`;
    await page.screenshot({ path, fullPage: true });
  }
  const look = `${width} px, ${colorScheme}`;
  const beyond = await page.evaluate(() =>
    document.documentElement.scrollWidth - document.documentElement.clientWidth
  );
  const isFirst = colorScheme === "light" && width === 1280;
  const violations = isFirst ? await judge(page) : await judgeLook(page);
  return [
    ...beyond > 0 ? [`${look}: ${beyond} px too wide`] : [],
    ...violations.map((violation) => `${look}: ${violation}`),
  ];
}

/** Listens to what a page asks for and what the console complains of. */
function watch(page: Page, url: string) {
  const complaints: string[] = [];
  const strangers = new Set<string>();
  const scripts = new Set<string>();
  let status = 0;
  page.on("console", (message) => {
    // A page of refusal is itself an answer of 4xx or 5xx, which the console calls an error.
    const isAnswer = /the server responded with a status of/.test(message.text());
    if (["error", "warning"].includes(message.type()) && !isAnswer) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith(`${url}/`)) strangers.add(request.url());
  });
  page.on("response", (response) => {
    const type = response.request().resourceType();
    if (type === "document") {
      status = response.status();
      scripts.clear();
    }
    if (type === "script") scripts.add(response.url());
  });
  return {
    status: () => status,
    async problems(): Promise<string[]> {
      const bytes = await weigh(scripts);
      const islands = await page.locator("[data-island]").count();
      return [
        ...complaints.map((complaint) => `console: ${complaint}`),
        ...[...strangers].map((stranger) => `asks ${stranger}`),
        ...bytes > MOST_SCRIPT_BYTES ? [`${bytes} bytes of script`] : [],
        ...islands === 0 && bytes > 0 ? [`${bytes} bytes of script without an island`] : [],
        ...islands > 0 && bytes === 0 ? ["an island without its script"] : [],
      ];
    },
  };
}

/** Compressed bytes of scripts, asked for again: a browser forgets an answer when its page moves on. */
async function weigh(urls: Iterable<string>): Promise<number> {
  const sizes = await Promise.all(Array.from(urls, async (url) => {
    const body = await (await fetch(url)).bytes();
    return gzipSync(body).length;
  }));
  return sizes.reduce((sum, size) => sum + size, 0);
}

browserTest("scripts are few: what a page with an island loads, compressed", async (open) => {
  await withWebApp({}, async ({ url }) => {
    const page = await (await open()).newPage();
    const scripts = new Set<string>();
    page.on("response", (response) => {
      if (response.request().resourceType() === "script") scripts.add(response.url());
    });
    await page.goto(`${url}/sign-up`, { waitUntil: "networkidle" });
    const bytes = await weigh(scripts);
    ok(bytes > 0 && bytes <= MOST_SCRIPT_BYTES, `${bytes} bytes`);
  });
});
