import type { Page } from "playwright-core";
import { eq } from "drizzle-orm";
import { webhookDeliveries, webhooks } from "@/db/schema/tokens.ts";
import { newSecret } from "@/domain/tokens/secrets.ts";
import { en } from "@/locales/en/mod.ts";
import { scriptOf } from "@/tests/support/api.ts";
import { userIdOf } from "@/tests/support/history.ts";
import { authorizeQuery, grantApp, registerApp } from "@/tests/support/oauth.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { makeWebhook } from "@/tests/support/webhooks.ts";
import type { WebApp } from "@/tests/support/web.ts";
import type { Scene } from "./scenes.ts";

const { tokens: t, developers } = en;

/** Opens the reference at an operation. */
async function unfold(page: Page, id: string) {
  const operation = page.locator(`#${id}`);
  await operation.locator("summary").click();
  await operation.getByRole("button", { name: developers.tryIt.send }).waitFor();
  return operation;
}

/** A paused webhook with a message in each state. */
async function giveDeliveries(app: WebApp, email: string): Promise<void> {
  const script = await scriptOf(app, email);
  const hook = await makeWebhook(
    script,
    "http://localhost:9/hooks/of/a/long/name/that/has/to/break",
  );
  const pausedUntil = app.clock.now() + 1_800_000;
  await app.db.update(webhooks).set({ pausedUntil, failures: 9, problem: "answered" })
    .where(eq(webhooks.id, hook.id));
  const userId = await userIdOf(app, email);
  const message = { webhookId: hook.id, userId, createdAt: app.clock.now() };
  const events = [{ type: "run.created" as const, runId: hook.id, at: app.clock.now() }];
  const outcomes = [
    { state: "waiting" as const, problem: "timed_out" as const, attempts: 2 },
    { state: "delivered" as const, status: 204, attempts: 1 },
    { state: "failed" as const, problem: "answered" as const, status: 503, attempts: 10 },
  ];
  for (const outcome of outcomes) {
    await app.db.insert(webhookDeliveries).values({
      ...{ ...message, events, ...outcome },
      id: crypto.randomUUID(),
    });
  }
}

/** What concerns programs: their documentation, tokens and consent. */
export async function apiScenes(app: WebApp): Promise<Scene[]> {
  const { visitor: fresh } = await newRunner(app);
  const { visitor, email } = await newRunner(app);
  const { token } = await scriptOf(app, email);
  const registered = await registerApp(app);
  await grantApp(app, registered, visitor);
  await giveDeliveries(app, email);
  const query = authorizeQuery(registered, newSecret(), { scope: "runs:read profile:read" });
  const submit = t.personal.submit;
  return [
    { name: "developers", path: "/developers" },
    {
      name: "developers-tried",
      path: "/developers",
      act: async (page) => {
        const operation = await unfold(page, "listRuns");
        await operation.getByLabel(developers.tryIt.token).fill(token);
        await operation.getByRole("button", { name: developers.tryIt.send }).click();
        await operation.getByText("200 OK").waitFor();
      },
    },
    {
      name: "developers-post",
      path: "/developers",
      act: async (page) => void await unfold(page, "createRun"),
    },
    { name: "tokens-none", path: "/account/tokens", visitor: fresh },
    { name: "tokens", path: "/account/tokens", visitor },
    {
      name: "tokens-errors",
      path: "/account/tokens",
      visitor,
      act: async (page) => {
        await page.getByLabel(t.scopes["runs:read"]).uncheck();
        await page.locator("main form.form").evaluate((form) =>
          form.setAttribute("novalidate", "")
        );
        await page.getByRole("button", { name: submit }).click();
        await page.waitForLoadState();
      },
      status: 422,
    },
    {
      name: "tokens-made",
      path: "/account/tokens",
      visitor,
      act: async (page) => {
        await page.getByLabel(t.personal.name, { exact: true }).fill("Backup script");
        await page.getByRole("button", { name: submit }).click();
        await page.getByRole("heading", { name: t.personal.madeTitle }).waitFor();
      },
    },
    { name: "applications-none", path: "/account/applications", visitor: fresh },
    { name: "applications", path: "/account/applications", visitor },
    { name: "webhooks-none", path: "/account/webhooks", visitor: fresh },
    { name: "webhooks", path: "/account/webhooks", visitor },
    { name: "consent", path: `/oauth/authorize?${query}`, visitor },
    { name: "consent-stranger", path: "/oauth/authorize?client_id=x", visitor, status: 400 },
  ];
}
