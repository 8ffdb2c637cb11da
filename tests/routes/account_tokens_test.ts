import { match, strictEqual } from "node:assert/strict";
import { users } from "@/db/schema/accounts.ts";
import { personalTokens } from "@/db/schema/tokens.ts";
import { en } from "@/locales/en/mod.ts";
import { fr } from "@/locales/fr/mod.ts";
import { zh } from "@/locales/zh/mod.ts";
import { apiClient } from "@/tests/support/api.ts";
import { withApp } from "@/tests/support/app.ts";
import { assertShows } from "@/tests/support/page.ts";
import { newRunner } from "@/tests/support/runner.ts";

const PAGE = "/account/tokens";

Deno.test("a token that is asked for again by the same form is made once, and said so", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const [, id] = (await visitor.get(PAGE)).text.match(/name="id" value="([\w-]{36})"/) ?? [];
    const form = { id, name: "Backup", "runs:read": "1", days: "7" };
    const made = await visitor.post(PAGE, form);
    strictEqual(made.status, 200);
    const [secret] = made.text.match(/runnerly_pat_[\w-]+/) ?? [];
    for (const [locale, { refusals }] of Object.entries({ en, fr, zh })) {
      await app.db.update(users).set({ locale: locale as "en" });
      const again = await visitor.post(PAGE, form);
      strictEqual(again.status, 409);
      assertShows(again, refusals.token_made.title, refusals.token_made.text);
      match(again.text, /<a class="button" href="\/account\/tokens"/);
    }
    strictEqual(await app.db.$count(personalTokens), 1);
    strictEqual((await apiClient(app, secret ?? "").get("/runs")).status, 200);
    strictEqual((await visitor.post(PAGE, { ...form, id: crypto.randomUUID() })).status, 200);
    strictEqual(await app.db.$count(personalTokens), 2);
  }));

Deno.test("a token's id that is another runner's makes nothing and tells nothing", () =>
  withApp({}, async (app) => {
    const [ana, ben] = [await newRunner(app), await newRunner(app)];
    const form = { id: crypto.randomUUID(), name: "Mine", "runs:read": "1", days: "7" };
    strictEqual((await ana.visitor.post(PAGE, form)).status, 200);
    const answer = await ben.visitor.post(PAGE, form);
    strictEqual(answer.status, 409);
    strictEqual(await app.db.$count(personalTokens), 1);
  }));
