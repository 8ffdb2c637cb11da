import assert from "node:assert/strict";
import { dirname } from "node:path";
import { hasGit, withCheckout } from "@/tests/support/checkout.ts";
import { listProjectFiles, projectFile } from "@/tests/support/project_files.ts";
import { deploy, readArgs } from "@/tools/deploy.ts";
import { DeployRefused, readBlock } from "@/tools/deploy/export.ts";
import { rehearse } from "@/tools/deploy/rehearsal.ts";
import { hasSqld, startSqld } from "@/tools/sqld.ts";

/** Longer than any machine needs, however busy. */
const PATIENCE_MS = 60_000;
const TARGET = { org: "ana", app: "runs", dryRun: false, rest: [] };

Deno.test({
  name: "rehearse() boots the project with only what Deno Deploy offers",
  ignore: !hasSqld(),
  fn: () =>
    inFolder(async (folder) => {
      await copyProject(folder);
      const sqld = await startSqld();
      try {
        const block = await readBlock(folder);
        const rehearsal = await rehearse(folder, block, sqld.url, PATIENCE_MS);
        assert.equal(rehearsal.health, "200 ok");
        assert.match(rehearsal.mail, /https:\/\/runnerly\.invalid\/confirm-email\?/);
        // By itself: whoever is killed has another code.
        assert.equal(rehearsal.exitCode, 0, rehearsal.log);
        assert.doesNotMatch(rehearsal.log, /\bKV\b|openKv|Uncaught/);
        // The database client for servers needs none; only hashing does.
        for (const addon of rehearsal.addons ?? []) assert.match(addon, /^argon2/);
      } finally {
        await sqld.stop();
      }
    }),
});

Deno.test({
  name: "deploy() publishes an export that names org and app, and leaves the checkout alone",
  ignore: !hasGit(),
  fn: () =>
    withCheckout(async (checkout, cli) => {
      const before = await Deno.readTextFile(`${checkout}/deno.json`);
      assert.equal(await deploy(checkout, { ...TARGET, rest: ["--prod", "--no-wait"] }), 0);
      const { args, folder, config, files } = JSON.parse(await Deno.readTextFile(cli.said));
      assert.deepEqual(args, ["--prod", "--no-wait", "--org=ana", "--app=runs"]);
      assert.deepEqual(files, ["deno.json", "deno.lock", "main.ts"]);
      assert.deepEqual(config.deploy, { org: "ana", app: "runs", ...JSON.parse(before).deploy });
      assert.notEqual(folder, checkout);
      await assert.rejects(Deno.stat(folder), Deno.errors.NotFound);
      assert.equal(await Deno.readTextFile(`${checkout}/deno.json`), before);
    }),
});

Deno.test({
  name: "deploy() answers what the Deno Deploy CLI answered",
  ignore: !hasGit(),
  fn: () =>
    withCheckout(async (checkout) => {
      assert.equal(await deploy(checkout, { ...TARGET, rest: ["fail"] }), 7);
    }),
});

Deno.test({
  name: "deploy() refuses changes that are not committed",
  ignore: !hasGit(),
  fn: () =>
    withCheckout(async (checkout, cli) => {
      await Deno.writeTextFile(`${checkout}/new.ts`, "");
      await assert.rejects(deploy(checkout, TARGET), (error) => {
        assert.ok(error instanceof DeployRefused);
        assert.match(error.message, /1 file\(s\) differ.*\n\?\? new\.ts/);
        return true;
      });
      await assert.rejects(Deno.stat(cli.said), Deno.errors.NotFound);
    }),
});

Deno.test("deploy() refuses without an org or an app", async () => {
  const refused = { name: "DeployRefused", message: /--org and --app are missing/ };
  await assert.rejects(deploy(".", { ...TARGET, org: undefined }), refused);
  await assert.rejects(deploy(".", { ...TARGET, app: undefined }), refused);
});

Deno.test("readBlock() refuses what Deno Deploy could not start", () =>
  inFolder(async (folder) => {
    const config = JSON.parse(await Deno.readTextFile(projectFile("deno.json")));
    const write = (changes: Record<string, unknown>) =>
      Deno.writeTextFile(`${folder}/deno.json`, JSON.stringify({ ...config, ...changes }));
    await write({ deploy: { ...config.deploy, entrypoint: "main.ts" } });
    await assert.rejects(readBlock(folder), /"deploy" in deno\.json is wrong/);
    await write({ lock: false });
    await assert.rejects(readBlock(folder), /"lock" in deno\.json is not frozen/);
    await write({});
    await assert.rejects(readBlock(folder), /deno\.lock is not in the last commit/);
    await Deno.writeTextFile(`${folder}/deno.lock`, "{}");
    await assert.rejects(readBlock(folder), /main\.ts is not in the last commit/);
  }));

Deno.test("readArgs() takes org and app from flags, then from the environment, and passes the rest on", () => {
  const env = { DENO_DEPLOY_ORG: "club", DENO_DEPLOY_APP: "site" };
  assert.deepEqual(readArgs(["--prod", "--org", "ana", "--app=runs", "--no-wait"], env), {
    org: "ana",
    app: "runs",
    dryRun: false,
    rest: ["--prod", "--no-wait"],
  });
  assert.deepEqual(readArgs(["--dry-run"], env), {
    org: "club",
    app: "site",
    dryRun: true,
    rest: [],
  });
});

async function inFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "runnerly-deploy-test-" });
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function copyProject(folder: string): Promise<void> {
  for (const path of await listProjectFiles()) {
    await Deno.mkdir(dirname(`${folder}/${path}`), { recursive: true });
    await Deno.copyFile(projectFile(path), `${folder}/${path}`);
  }
}
