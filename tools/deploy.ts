import { DeployRefused, exportHead, readBlock, writeTarget } from "@/tools/deploy/export.ts";
import { rehearse } from "@/tools/deploy/rehearsal.ts";
import { hasSqld, startSqld } from "@/tools/sqld.ts";

const usage = `deno task deploy [--dry-run] [--org ORG] [--app APP] [what deno deploy takes]
  --org, --app    who it is for; DENO_DEPLOY_ORG and DENO_DEPLOY_APP say it too
  --prod          to production; without it to a preview
  --dry-run       build, boot and check it here; nothing leaves this machine`;

interface Ask {
  org?: string;
  app?: string;
  dryRun: boolean;
  /** For the Deno Deploy CLI: its options, or a subcommand such as `logs`. */
  rest: string[];
}

export function readArgs(args: string[], env: Record<string, string | undefined>): Ask {
  const ask: Ask = {
    org: env.DENO_DEPLOY_ORG,
    app: env.DENO_DEPLOY_APP,
    dryRun: args.includes("--dry-run"),
    rest: [],
  };
  const words = args.filter((arg) => arg !== "--dry-run").values();
  for (const word of words) {
    const [, name, value] = /^--(org|app)(?:=(.*))?$/.exec(word) ?? [];
    if (name === "org" || name === "app") ask[name] = value ?? words.next().value;
    else ask.rest.push(word);
  }
  return ask;
}

/**
 * Publishes the last commit from an export of its own, because the Deno Deploy CLI rewrites `deno.json` where it runs
 * and leaves nothing of the `deploy` block but org and app. Answers the exit code.
 */
export async function deploy(root: string, { org, app, dryRun, rest }: Ask): Promise<number> {
  if (!dryRun && !(org && app)) {
    throw new DeployRefused(`Cannot deploy: --org and --app are missing.\n\n${usage}`);
  }
  const folder = await Deno.makeTempDir({ prefix: "runnerly-deploy-" });
  try {
    await exportHead(root, folder);
    if (org && app) await writeTarget(folder, { org, app });
    const block = await readBlock(folder);
    if (dryRun) return await tryOut(folder, block);
    return await deno(folder, ["deploy", ...rest, `--org=${org}`, `--app=${app}`]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function tryOut(
  folder: string,
  block: Awaited<ReturnType<typeof readBlock>>,
): Promise<number> {
  const code = await deno(folder, ["check", "--frozen", block.runtime.entrypoint]);
  if (code !== 0) return code;
  if (!hasSqld()) {
    console.log("The types are right. No libSQL server for this platform: it was not booted.");
    return 0;
  }
  const sqld = await startSqld();
  try {
    const { bootMs, stopMs, health, exitCode } = await rehearse(folder, block, sqld.url);
    console.log(
      `It boots in ${Math.round(bootMs)} ms (${health}), signs up, mails, and stops in ` +
        `${Math.round(stopMs)} ms with ${exitCode}. Nothing was deployed.`,
    );
    return exitCode;
  } finally {
    await sqld.stop();
  }
}

async function deno(cwd: string, args: string[]): Promise<number> {
  return (await new Deno.Command(Deno.execPath(), { args, cwd }).spawn().status).code;
}

async function main(): Promise<void> {
  if (Deno.args.includes("--help")) return console.log(usage);
  try {
    Deno.exit(await deploy(Deno.cwd(), readArgs(Deno.args, Deno.env.toObject())));
  } catch (error) {
    if (!(error instanceof DeployRefused)) throw error;
    console.error(error.message);
    Deno.exit(1);
  }
}

if (import.meta.main) await main();
