import { projectFile } from "./project_files.ts";

/** Stands in for the Deno Deploy CLI: writes down how it was called, or fails when asked to. */
const CLI = `
const folder = Deno.cwd();
const config = JSON.parse(Deno.readTextFileSync("deno.json"));
const files = [...Deno.readDirSync(".")].map(({ name }) => name).sort();
const said = JSON.stringify({ args: Deno.args, folder, config, files });
Deno.writeTextFileSync(new URL("said.json", import.meta.url), said);
Deno.exit(Deno.args.includes("fail") ? 7 : 0);
`;

interface Cli {
  /** What it was called with, as JSON, once it was called. */
  said: string;
}

/** A small git checkout with the project's deno.json, all committed, and a Deno Deploy CLI that deploys nothing. */
export async function withCheckout(
  test: (checkout: string, cli: Cli) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "runnerly-checkout-" });
  const checkout = `${folder}/checkout`;
  try {
    await Deno.mkdir(checkout);
    for (const file of ["deno.json", "deno.lock", "main.ts"]) {
      await Deno.copyFile(projectFile(file), `${checkout}/${file}`);
    }
    await git(checkout, "init", "--quiet");
    await git(checkout, "add", ".");
    await git(checkout, "commit", "--quiet", "--message", "All");
    await Deno.writeTextFile(`${folder}/cli.ts`, CLI);
    Deno.env.set("DENO_DEPLOY_CLI_SPECIFIER", `file://${folder}/cli.ts`);
    await test(checkout, { said: `${folder}/said.json` });
  } finally {
    Deno.env.delete("DENO_DEPLOY_CLI_SPECIFIER");
    await Deno.remove(folder, { recursive: true });
  }
}

export function hasGit(): boolean {
  try {
    return new Deno.Command("git", { args: ["--version"] }).outputSync().success;
  } catch {
    return false;
  }
}

async function git(folder: string, ...args: string[]): Promise<void> {
  const somebody = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org"];
  const { success, stderr } = await new Deno.Command("git", {
    args: ["-C", folder, ...somebody, "-c", "commit.gpgsign=false", ...args],
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}
