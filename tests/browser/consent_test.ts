import { match } from "node:assert/strict";
import { newSecret } from "@/domain/tokens/secrets.ts";
import { browserTest } from "@/tests/support/browser.ts";
import { authorizeQuery, registerApp } from "@/tests/support/oauth.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { freePort } from "@/tests/support/server.ts";
import { withWebApp } from "@/tests/support/web.ts";

for (const host of ["127.0.0.1", "[::1]"]) {
  browserTest(
    `a browser carries the consent to an application at ${host}`,
    (open) =>
      withWebApp({}, async (app) => {
        const { visitor } = await newRunner(app);
        const context = await open();
        await context.addCookies(
          [...visitor.cookies].map(([name, value]) => ({ name, value, url: app.url })),
        );
        const registered = await registerApp(app, { redirectUris: [`http://${host}/back`] });
        const redirect_uri = `http://${host}:${freePort()}/back`;
        const page = await context.newPage();
        const query = authorizeQuery(registered, newSecret(), { redirect_uri });
        await page.goto(`${app.url}/oauth/authorize?${query}`);
        // Nobody listens there: that the browser tries is what the page's policy decides.
        const asked = page.waitForRequest((request) => request.url().startsWith(redirect_uri));
        await page.locator('button[value="allow"]').click({ noWaitAfter: true });
        match((await asked).url(), /[?&]code=[\w-]{43}&/);
        await context.close();
      }),
  );
}
