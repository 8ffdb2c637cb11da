import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { drizzle } from "drizzle-orm/libsql/sqlite3";
import { openLocalClient } from "@/db/local_client.ts";
import { getSession } from "@/db/sessions.ts";
import { requestEmailChange } from "@/domain/accounts/change_credentials.ts";
import type { AccountsContext } from "@/domain/accounts/context.ts";
import { requestReset } from "@/domain/accounts/reset_password.ts";
import { hashSecret } from "@/domain/tokens/secrets.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { newRunner, PASSWORD } from "@/tests/support/runner.ts";
import { digestTables } from "@/tests/support/tables.ts";

/** The verbs of the statements that the database is asked for: each is a trip to a server. */
async function statementsOf(
  app: TestApp,
  ask: (context: AccountsContext) => Promise<void>,
): Promise<Record<string, number>> {
  const statements: string[] = [];
  const client = openLocalClient(app.databaseUrl);
  const db = drizzle({ client, logger: { logQuery: (text) => void statements.push(text) } });
  await ask({ db, passwords: app.deps.passwords, now: app.clock.now() });
  client.close();
  const reads = statements.filter((text) => text.startsWith("select")).length;
  return { reads, writes: statements.length - reads };
}

Deno.test("requestReset() asks as much of the database for an unknown e-mail as for a known one", () =>
  withApp({}, async (app) => {
    const { email } = await newRunner(app);
    const ask = (email: string) =>
      statementsOf(app, (context) => requestReset(context, email, "192.0.2.9"));
    const known = await ask(email);
    const before = await digestTables(app.db);
    deepStrictEqual(await ask("nobody@example.org"), known);
    ok(known.writes >= 4, "two counts, the mail and its job");
    strictEqual(await digestTables(app.db), before);
  }));

Deno.test("requestEmailChange() asks as much of the database for a taken e-mail as for a free one", () =>
  withApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    const other = await newRunner(app);
    const secret = hashSecret(visitor.cookies.get("session") ?? "");
    const runner = await getSession(app.db, secret, app.clock.now());
    ok(runner);
    const ask = (newEmail: string) =>
      statementsOf(
        app,
        (context) => requestEmailChange(context, runner, { password: PASSWORD, newEmail }),
      );
    const free = await ask("free@example.org");
    const before = await digestTables(app.db);
    deepStrictEqual(await ask(other.email), free);
    strictEqual(await digestTables(app.db), before);
  }));
