import { byPrecedence } from "@/http/file_router.ts";

const HEAD = "// Written by `deno task generate`; do not edit.\n";

/** Writes the manifests of routes and islands; with --check, fails when they are stale. */
async function main(): Promise<void> {
  const files = [
    { path: "http/routes.gen.ts", text: await routesManifest() },
    { path: "islands/boot.gen.ts", text: await islandsBoot() },
  ];
  const stale: string[] = [];
  for (const { path, text } of files) {
    const current = await Deno.readTextFile(path).catch(() => "");
    if (current === text) continue;
    if (Deno.args.includes("--check")) stale.push(path);
    else await Deno.writeTextFile(path, text);
  }
  if (stale.length > 0) {
    console.error(`Stale: ${stale.join(", ")}. Run \`deno task generate\`.`);
    Deno.exit(1);
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

async function formatted(text: string): Promise<string> {
  const process = new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--ext", "ts", "-"],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const writer = process.stdin.getWriter();
  await writer.write(new TextEncoder().encode(text));
  await writer.close();
  return new TextDecoder().decode((await process.output()).stdout);
}

if (import.meta.main) await main();
