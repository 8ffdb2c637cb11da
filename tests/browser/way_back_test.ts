import { match } from "node:assert/strict";
import { browserTest } from "@/tests/support/browser.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { connectStrava } from "@/tests/support/strava.ts";
import { withWebApp } from "@/tests/support/web.ts";
import { edgeCaseAthlete } from "@/tools/strava_simulator/mod.ts";

browserTest(
  "after signing out the way back leads to the sign-in page, not to what was seen",
  (open) =>
    withWebApp({ athletes: [edgeCaseAthlete()] }, async (app) => {
      const { visitor } = await newRunner(app);
      await connectStrava(visitor);
      await app.drain();
      const context = await open();
      for (const [name, value] of visitor.cookies) {
        await context.addCookies([{ name, value, url: app.url }]);
      }
      const page = await context.newPage();
      await page.goto(`${app.url}/runs`);
      await page.goto(`${app.url}/account`);
      await page.locator("form[action='/sign-out'] button").first().click();
      await page.waitForURL(`${app.url}/`);
      for (const steps of [1, 2]) {
        await page.goBack();
        match(page.url(), /\/sign-in\?next=/, `${steps} step(s) back`);
      }
    }),
);
