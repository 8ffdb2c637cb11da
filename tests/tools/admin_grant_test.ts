import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { withApp } from "@/tests/support/app.ts";
import { projectFile } from "@/tests/support/project_files.ts";
import { newRunner } from "@/tests/support/runner.ts";

async function grant(databaseUrl: string, ...args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "tools/admin_grant.ts", ...args],
    cwd: projectFile(""),
    env: { DATABASE_URL: databaseUrl },
  }).output();
  return { code, said: new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr) };
}

Deno.test("tools/admin_grant.ts makes a runner an operator, and with --revoke a runner again", () =>
  withApp({}, async ({ databaseUrl, ...app }) => {
    const { visitor } = await newRunner({ databaseUrl, ...app }, "op@example.org");
    const statusOf = async () => (await visitor.get("/admin/jobs")).status;
    strictEqual(await statusOf(), 404);
    const granted = await grant(databaseUrl, " OP@example.org");
    strictEqual(granted.code, 0, granted.said);
    strictEqual(await statusOf(), 200);
    const revoked = await grant(databaseUrl, "op@example.org", "--revoke");
    strictEqual(revoked.code, 0, revoked.said);
    strictEqual(await statusOf(), 404);
  }));

Deno.test("tools/admin_grant.ts makes no database where there is none", async () => {
  const folder = await Deno.makeTempDir({ prefix: "runnerly-grant-" });
  try {
    const { code, said } = await grant(`file:${folder}/other.db`, "ana@example.org");
    strictEqual(code, 1);
    match(said, /Cannot find a database at .*other\.db\. Name Runnerly's in DATABASE_URL/);
    deepStrictEqual([...Deno.readDirSync(folder)], []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("tools/admin_grant.ts fails for an e-mail that nobody has, and without one", () =>
  withApp({}, async ({ databaseUrl }) => {
    const unknown = await grant(databaseUrl, "nobody@example.org");
    strictEqual(unknown.code, 1);
    match(unknown.said, /Cannot find anybody with the e-mail nobody@example\.org/);
    for (const args of [[], ["--revoke"], ["a@example.org", "b@example.org"], ["--all"]]) {
      const { code, said } = await grant(databaseUrl, ...args);
      strictEqual(code, 1);
      match(said, /Usage: deno task admin:grant EMAIL/);
    }
  }));
