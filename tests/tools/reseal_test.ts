import { match, strictEqual } from "node:assert/strict";
import { scriptOf } from "@/tests/support/api.ts";
import { registerService, serviceToken } from "@/tests/support/oauth.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { connectStrava, type StravaApp, withStravaApp } from "@/tests/support/strava.ts";
import { projectFile } from "@/tests/support/project_files.ts";
import { makeWebhook } from "@/tests/support/webhooks.ts";

const keyOf = (id: string, byte: number) => `${id}:${btoa(String.fromCharCode(byte).repeat(32))}`;

async function reseal(app: StravaApp, ...keys: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "tools/reseal.ts"],
    cwd: projectFile(""),
    env: { DATABASE_URL: app.databaseUrl, SEALING_KEYS: keys.join() },
  }).output();
  return { code, said: new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr) };
}

Deno.test("tools/reseal.ts says what it sealed and what it could not open, and then fails", () =>
  withStravaApp({}, async (app) => {
    const { email, visitor } = await newRunner(app);
    await connectStrava(visitor);
    await makeWebhook(await scriptOf(app, email), "https://hooks.example/");
    await serviceToken(app, await registerService(app));
    const lost = await reseal(app, keyOf("next", 8));
    strictEqual(lost.code, 1, lost.said);
    match(lost.said, /tokens of 0 account/);
    match(lost.said, /Cannot open the tokens of 1 account/);
    match(lost.said, /Cannot open 2 signing key/);
    match(lost.said, /Cannot open the secrets of 1 webhook/);
    const done = await reseal(app, keyOf("next", 8), keyOf("test", 7));
    strictEqual(done.code, 0, done.said);
    match(
      done.said,
      /Sealed the tokens of 1 account\(s\), 2 signing key\(s\) and the secrets of 1 webhook/,
    );
  }));
