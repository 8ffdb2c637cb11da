import { match, strictEqual } from "node:assert/strict";
import { newRunner } from "@/tests/support/runner.ts";
import { connectStrava, type StravaApp, withStravaApp } from "@/tests/support/strava.ts";
import { projectFile } from "@/tests/support/project_files.ts";

const keyOf = (id: string, byte: number) => `${id}:${btoa(String.fromCharCode(byte).repeat(32))}`;

async function reseal(app: StravaApp, ...keys: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "tools/reseal.ts"],
    cwd: projectFile(""),
    env: { DATABASE_URL: app.databaseUrl, SEALING_KEYS: keys.join() },
  }).output();
  return { code, said: new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr) };
}

Deno.test("tools/reseal.ts says how many accounts it sealed and how many it could not open, and then fails", () =>
  withStravaApp({}, async (app) => {
    const { visitor } = await newRunner(app);
    await connectStrava(visitor);
    const lost = await reseal(app, keyOf("next", 8));
    strictEqual(lost.code, 1, lost.said);
    match(lost.said, /tokens of 0 account/);
    match(lost.said, /Cannot open the tokens of 1 account/);
    const done = await reseal(app, keyOf("next", 8), keyOf("test", 7));
    strictEqual(done.code, 0, done.said);
    match(done.said, /Sealed the tokens of 1 account/);
  }));
