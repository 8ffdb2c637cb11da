import { z } from "zod";

/** What `deno.json` tells Deno Deploy: the keys of its schema that Runnerly uses, and no other. */
const deployBlock = z.strictObject({
  org: z.string().min(1).optional(),
  app: z.string().min(1).optional(),
  install: z.string(),
  build: z.string(),
  predeploy: z.string(),
  runtime: z.strictObject({ entrypoint: z.string() }),
  exclude: z.array(z.string()),
});

export type DeployBlock = z.output<typeof deployBlock>;

/** Why nothing is deployed, in words for the person who asked. */
export class DeployRefused extends Error {
  override name = "DeployRefused";
}

/** The last commit's files in a folder of their own. Refused while the checkout has changes that would stay behind. */
export async function exportHead(root: string, folder: string): Promise<void> {
  const changes = (await git(root, "status", "--porcelain")).split("\n").filter(Boolean);
  if (changes.length > 0) {
    throw new DeployRefused(
      `Cannot deploy: the last commit is what is deployed, and ${changes.length} file(s) differ from it. ` +
        `Commit or stash them first:\n${changes.slice(0, 10).join("\n")}`,
    );
  }
  const archive = `${folder}/.source.tar`;
  await git(root, "archive", "--format=tar", `--output=${archive}`, "HEAD");
  await run("tar", ["-xf", archive, "-C", folder]);
  await Deno.remove(archive);
}

/** Says in the export, and nowhere else, which app it is for: a public checkout names nobody's. */
export async function writeTarget(
  folder: string,
  target: { org: string; app: string },
): Promise<void> {
  const path = `${folder}/deno.json`;
  const config = JSON.parse(await Deno.readTextFile(path));
  config.deploy = { ...target, ...config.deploy };
  await Deno.writeTextFile(path, `${JSON.stringify(config, null, 2)}\n`);
}

/** The `deploy` block of an export. Refused when Deno Deploy could make nothing of it. */
export async function readBlock(folder: string): Promise<DeployBlock> {
  const { deploy, lock } = JSON.parse(await Deno.readTextFile(`${folder}/deno.json`));
  const parsed = deployBlock.safeParse(deploy);
  if (!parsed.success) {
    throw new DeployRefused(`Cannot deploy: "deploy" in deno.json is wrong.\n${parsed.error}`);
  }
  // Deno Deploy starts with --cached-only: a range that resolves anew there ends the boot.
  if (lock?.frozen !== true) {
    throw new DeployRefused(`Cannot deploy: "lock" in deno.json is not frozen.`);
  }
  for (const file of ["deno.lock", parsed.data.runtime.entrypoint]) {
    if (await exists(`${folder}/${file}`)) continue;
    throw new DeployRefused(`Cannot deploy: ${file} is not in the last commit.`);
  }
  return parsed.data;
}

async function git(root: string, ...args: string[]): Promise<string> {
  return await run("git", ["-C", root, ...args]);
}

async function run(command: string, args: string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(command, { args }).output();
  const text = new TextDecoder();
  if (success) return text.decode(stdout);
  throw new DeployRefused(
    `Cannot deploy: \`${command} ${args.join(" ")}\` failed.\n${text.decode(stderr)}`,
  );
}

async function exists(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
