import type { Browser, BrowserContext } from "playwright-core";
import { findChromium, launchChromium } from "@/tools/chromium.ts";

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
  Deno.test({
    name,
    sanitizeOps: false,
    sanitizeResources: false,
    fn: () => drive(executablePath, test),
  });
}

async function drive(path: string, test: (open: OpenContext) => Promise<void>): Promise<void> {
  const browser = await launchChromium(path);
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
