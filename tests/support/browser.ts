import { type Browser, type BrowserContext, chromium } from "playwright-core";

const USUAL_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const SWITCHES = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const PATIENCE_MS = 20_000;

export type ContextOptions = Parameters<Browser["newContext"]>[0];
export type OpenContext = (options?: ContextOptions) => Promise<BrowserContext>;

const executablePath = findChromium();

/** Registers a test that drives a real browser, if this machine has one; else says how to get one, and registers nothing. */
export function browserTest(name: string, test: (open: OpenContext) => Promise<void>): void {
  if (!executablePath) {
    return console.info(`skipped: "${name}": install Chromium, or name it in CHROMIUM`);
  }
  // The browser is a process of Playwright's, whose pipes and timers the sanitizers would take for leaks.
  Deno.test({ name, sanitizeOps: false, sanitizeResources: false, fn: () => drive(test) });
}

async function drive(test: (open: OpenContext) => Promise<void>): Promise<void> {
  const browser = await chromium.launch({ executablePath, args: SWITCHES });
  try {
    await test(async (options) => {
      const context = await browser.newContext({
        locale: "en-GB",
        timezoneId: "Europe/Paris",
        viewport: { width: 1280, height: 900 },
        ...options,
      });
      context.setDefaultTimeout(PATIENCE_MS);
      return context;
    });
  } finally {
    await browser.close();
  }
}

function findChromium(): string | undefined {
  const named = Deno.env.get("CHROMIUM");
  return [...named ? [named] : [], ...USUAL_PLACES].find((path) => {
    try {
      return Deno.statSync(path).isFile;
    } catch {
      return false;
    }
  });
}
