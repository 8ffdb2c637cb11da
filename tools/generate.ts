import { describeApi } from "@/http/api/document.ts";
import { byPrecedence } from "@/http/file_router.ts";
import { breakingChanges } from "@/tools/openapi_changes.ts";

/** The address that the committed document gives; each installation has its own. */
const ANYWHERE = "https://runnerly.example";
const DOCUMENT = "docs/openapi.json";
const HEAD = "// Written by `deno task generate`; do not edit.\n";

/**
 * Writes the manifests of routes and islands and the API's document; with --check, fails when they are stale. A change
 * of the API that would break its clients is written with --break alone.
 */
async function main(): Promise<void> {
  const stale = await update({
    "http/routes.gen.ts": await routesManifest(),
    "islands/boot.gen.ts": await islandsBoot(),
  });
  // The document is of the routes that the manifest names, so a stale one can say nothing of it.
  if (stale.length === 0) {
    const document = await apiDocument();
    if (!Deno.args.includes("--break")) refuseToBreak(document);
    stale.push(...await update({ [DOCUMENT]: document }));
  }
  if (stale.length > 0) {
    console.error(`Stale: ${stale.join(", ")}. Run \`deno task generate\`.`);
    Deno.exit(1);
  }
}

/** Writes what differs; with --check, only names it. */
async function update(files: Record<string, string>): Promise<string[]> {
  const stale: string[] = [];
  for (const [path, text] of Object.entries(files)) {
    const current = await Deno.readTextFile(path).catch(() => "");
    if (current === text) continue;
    if (Deno.args.includes("--check")) stale.push(path);
    else await Deno.writeTextFile(path, text);
  }
  return stale;
}

/** The document of the API, as it is committed. */
export async function apiDocument(): Promise<string> {
  const { routes } = await import("@/http/routes.gen.ts");
  return await formatted(JSON.stringify(describeApi(routes, ANYWHERE)()), "json");
}

function refuseToBreak(document: string): void {
  const known = readDocument();
  const changes = known ? breakingChanges(known, JSON.parse(document)) : [];
  if (changes.length === 0) return;
  console.error(
    `These changes would break clients of the API:\n${
      changes.map((change) => `  - ${change}`).join("\n")
    }\nTake them back, or run \`deno task generate --break\` for a version that may.`,
  );
  Deno.exit(1);
}

function readDocument() {
  try {
    return JSON.parse(Deno.readTextFileSync(DOCUMENT));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Imports every route file by name, so that types cover them all and a cold start reads no folder. */
export async function routesManifest(): Promise<string> {
  const files = (await listFiles("routes")).sort(byPrecedence);
  const imports = files.map((file, i) => `import route${i} from "@/routes/${file}";`);
  const entries = files.map((file, i) => `  ${JSON.stringify(file)}: { default: route${i} },`);
  const types = `import type { RouteModules } from "@/http/file_router.ts";`;
  return await formatted(
    `${HEAD}${types}\n${imports.join("\n")}\n\nexport const routes: RouteModules = {\n${
      entries.join("\n")
    }\n};\n`,
  );
}

/** The script that a page with islands loads: finds them and hydrates each with its own module. */
export async function islandsBoot(): Promise<string> {
  const names = (await listFiles("islands")).filter((file) => file.endsWith(".tsx"))
    .map((file) => file.replace(/\.tsx$/, "")).sort();
  const entries = names.map((name) => `  ${name}: () => import("@/islands/${name}.tsx"),`);
  return await formatted(
    `${HEAD}import { hydrateIslands } from "@/islands/hydrate.ts";\n\nhydrateIslands({\n${
      entries.join("\n")
    }\n});\n`,
  );
}

async function listFiles(folder: string, prefix = ""): Promise<string[]> {
  const found: string[] = [];
  for await (const entry of Deno.readDir(`${folder}/${prefix}`)) {
    if (entry.isDirectory) found.push(...await listFiles(folder, `${prefix}${entry.name}/`));
    else if (/\.tsx?$/.test(entry.name) && !entry.name.includes(".gen.")) {
      found.push(prefix + entry.name);
    }
  }
  return found;
}

async function formatted(text: string, extension = "ts"): Promise<string> {
  const process = new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--ext", extension, "-"],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const writer = process.stdin.getWriter();
  await writer.write(new TextEncoder().encode(text));
  await writer.close();
  return new TextDecoder().decode((await process.output()).stdout);
}

if (import.meta.main) await main();
