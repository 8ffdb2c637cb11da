import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const OUT = "static/islands";
const root = fileURLToPath(new URL("..", import.meta.url));

/** Bundles the islands: one boot script, one chunk an island, and what they share, under hashed names. */
async function main(): Promise<void> {
  await Deno.remove(`${root}${OUT}`, { recursive: true }).catch(ignoreMissing);
  const result = await esbuild.build({
    absWorkingDir: root,
    entryPoints: ["islands/boot.gen.ts"],
    outdir: OUT,
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    target: "es2022",
    entryNames: "boot-[hash]",
    chunkNames: "[name]-[hash]",
    metafile: true,
    jsx: "automatic",
    jsxImportSource: "preact",
    alias: { "@": root },
    legalComments: "none",
  });
  await esbuild.stop();
  const outputs = Object.entries(result.metafile.outputs);
  const [bootPath, boot] =
    outputs.find(([, output]) => output.entryPoint === "islands/boot.gen.ts") ?? [];
  if (!bootPath || !boot) throw new Error("esbuild wrote no boot script");
  const manifest = {
    boot: basename(bootPath),
    preload: boot.imports.filter(({ kind }) => kind === "import-statement").map(({ path }) =>
      basename(path)
    ),
  };
  await Deno.writeTextFile(`${root}${OUT}/manifest.json`, `${JSON.stringify(manifest)}\n`);
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}

await main();
