import { deepStrictEqual } from "node:assert/strict";
import { encodeBase64 } from "hono/utils/encode";
import { browserTest } from "@/tests/support/browser.ts";
import { GOLDEN_RUNNERS } from "@/tests/support/golden_runners.ts";
import { judge, judgeLook } from "./judge.ts";

const FOLDER = new URL("../golden/reports/", import.meta.url);
const SCREENSHOTS = "data/screenshots";
const LOOKS = ([640, 360] as const).flatMap((width) =>
  (["light", "dark"] as const).map((colorScheme) => ({ width, colorScheme }))
);

/** As a mail program shows it: the picture comes with the mail. */
async function shownHtml(name: string): Promise<string> {
  const html = await Deno.readTextFile(new URL(`${name}.html`, FOLDER));
  const png = await Deno.readFile(new URL(`${name}.png`, FOLDER));
  return html.replace('"cid:chart"', `"data:image/png;base64,${encodeBase64(png.buffer)}"`);
}

browserTest(
  "the golden reports fit phone and window, and can be read by light and by dark",
  async (open) => {
    const problems: string[] = [];
    const context = await open();
    for (const { name } of GOLDEN_RUNNERS) {
      const page = await context.newPage();
      await page.setContent(await shownHtml(name), { waitUntil: "load" });
      let look = judge;
      for (const { width, colorScheme } of LOOKS) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        const beyond = await page.evaluate(() =>
          document.documentElement.scrollWidth - document.documentElement.clientWidth
        );
        const where = `${name}, ${width} px, ${colorScheme}`;
        if (beyond > 0) problems.push(`${where}: ${beyond} px too wide`);
        problems.push(...(await look(page)).map((violation) => `${where}: ${violation}`));
        look = judgeLook;
        if (Deno.env.get("SCREENSHOTS") === "1") {
          const path = `${SCREENSHOTS}/mail-${name}-${width}-${colorScheme}.png`;
          await page.screenshot({ path, fullPage: true });
        }
      }
      await page.close();
    }
    await context.close();
    deepStrictEqual(problems, []);
  },
);
