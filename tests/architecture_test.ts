import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import {
  exportsOf,
  functionsOf,
  importsOf,
  readSources,
  type SourceFile,
} from "@/tests/support/source.ts";
import { islandsBoot, routesManifest } from "@/tools/generate.ts";

/** Which folders a folder may import besides itself; the longest name that fits counts. */
const LAYERS: Record<string, string[]> = {
  "routes": ["http", "components", "islands", "domain", "db", "locales"],
  "http": ["domain", "db", "components", "locales"],
  "http/routes.gen.ts": ["http", "routes"],
  "jobs": ["domain", "db"],
  "adapters": ["domain"],
  "domain": ["db"],
  "domain/training": [],
  "components": ["domain/training", "locales", "islands"],
  "islands": ["components", "domain/training", "locales"],
  "locales": ["domain/training"],
  "db": [],
};
/** The composition root, the settings, what is run by hand, and examples for others: these may import all. */
const FREE = ["main.ts", "config.ts", "config", "tools", "tests", "static"];

/** Where alone a library may be imported. */
const LIBRARIES: [library: RegExp, places: string[]][] = [
  [/^drizzle-(orm|kit)\b/, ["db", "tests"]],
  [/^(@libsql\/|libsql$)/, ["db"]],
  [/^hono\b/, ["http", "routes", "tools/strava_simulator", "tests"]],
  [/^jose$/, ["domain/tokens", "http", "tests"]],
  [/^(nodemailer|@node-rs\/)/, ["adapters"]],
  [/^(smtp-server|postal-mime|esbuild)\b/, ["tools"]],
  [/^preact/, ["components", "islands", "http", "tools", "tests"]],
  [/^(playwright|@axe-core|fast-check)/, ["tests", "tools"]],
  [/^d3-/, ["components", "islands", "domain/training"]],
];
const GENERATED = /\.gen\.ts$/;
const LONGEST_FILE = 250;
const LONGEST_FUNCTION = 40;
/** Tables of words and formats, and what stands beside the product. */
const MAY_HAVE_LONG_FUNCTIONS = ["locales", "tools/bench"];
/** Exempt from the length: tables are read as one. */
const MAY_BE_LONG = ["db/schema/"];

const sources = await readSources();
const product = sources.filter(({ path }) => !inside(path, ["tests"]));

function inside(path: string, folders: string[]): boolean {
  return folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
}

function layerOf(path: string): string {
  const names = Object.keys(LAYERS).filter((layer) => inside(path, [layer]));
  return names.sort((a, b) => b.length - a.length)[0] ?? "";
}

/** `a.ts imports b.ts` for each import that a rule forbids. */
function breaches(
  files: SourceFile[],
  isAllowed: (from: string, imported: string) => boolean,
): string[] {
  return files.flatMap(({ path, imports }) =>
    imports.filter((imported) => !isAllowed(path, imported))
      .map((imported) => `${path} imports ${imported}`)
  );
}

function mayImport(path: string, imported: string): boolean {
  if (!isOurs(imported) || inside(path, FREE)) return true;
  const layer = layerOf(path);
  if (imported === "http/routes.gen.ts") return layer === "http";
  const upper = layer === "domain" ? ["domain"] : [];
  return layerOf(imported) === layer || inside(imported, [...LAYERS[layer], ...upper]);
}

function isOurs(name: string): boolean {
  return /\.tsx?$/.test(name) && !/^(npm|jsr|node|https?):/.test(name);
}

Deno.test("importsOf() finds imports of every kind, ours by their path", () => {
  const text = `
    import a, { type B } from "@/http/app.ts";
    import type {
      C,
    } from "../db/runs.ts";
    export { d } from './e.ts';
    export * from "zod";
    import "preact";
    // import x from "comment";
    /* import y from "comment"; */
    const f = await import("@/adapters/strava.ts");
    type G = import("hono").Context;`;
  deepStrictEqual(importsOf("jobs/work.ts", text).sort(), [
    ...["adapters/strava.ts", "db/runs.ts", "hono", "http/app.ts", "jobs/e.ts", "preact", "zod"],
  ]);
});

Deno.test("Every file belongs to a layer", () => {
  const strays = product.filter(({ path }) => !inside(path, FREE) && layerOf(path) === "");
  deepStrictEqual(strays.map(({ path }) => path), []);
});

Deno.test("Each layer imports only what lies below it", () => {
  const cases: [path: string, imported: string, allowed: boolean][] = [
    ["routes/index.tsx", "db/runs.ts", true],
    ["routes/index.tsx", "routes/sign-in.tsx", true],
    ["routes/index.tsx", "adapters/strava.ts", false],
    ["http/app.ts", "http/routes.gen.ts", true],
    ["http/app.ts", "routes/index.tsx", false],
    ["domain/runs/dashboard.ts", "domain/training/weeks.ts", true],
    ["domain/runs/dashboard.ts", "http/env.ts", false],
    ["domain/training/weeks.ts", "db/runs.ts", false],
    ["components/mails/compose.tsx", "domain/mail/send.ts", false],
    ["jobs/work.ts", "http/log.ts", false],
    ["db/runs.ts", "config.ts", false],
  ];
  for (const [path, imported, allowed] of cases) {
    strictEqual(mayImport(path, imported), allowed, `${path} imports ${imported}`);
  }
  deepStrictEqual(breaches(product, mayImport), []);
});

Deno.test("Only the settings read the environment, and whoever starts the application", () => {
  const starters = ["config.ts", "tools", "tests", "static"];
  const readers = sources.filter(({ text }) => /\b(Deno|process)\.env\b/.test(text));
  deepStrictEqual(readers.map(({ path }) => path).filter((path) => !inside(path, starters)), []);
});

Deno.test("Each library is imported only where its layer is", () => {
  const found = breaches(sources, (path, name) => {
    const rule = LIBRARIES.find(([library]) => library.test(name));
    return !rule || inside(path, rule[1]);
  });
  deepStrictEqual(found, []);
});

Deno.test("Rules take the time and chance as arguments", () => {
  const impure = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bsetTimeout\(|\bfetch\(/;
  const found = product.filter(({ path, text }) => inside(path, ["domain"]) && impure.test(text));
  deepStrictEqual(found.map(({ path }) => path), []);
});

Deno.test("Nothing is imported from JSR or by address", () => {
  const found = breaches(sources, (_, name) => !/^(jsr:|https?:|@std\/)/.test(name));
  deepStrictEqual(found, []);
});

Deno.test("Every library is pinned in deno.json, and nothing comes from elsewhere", async () => {
  const { imports } = JSON.parse(await Deno.readTextFile("deno.json"));
  for (const [name, target] of Object.entries<string>(imports)) {
    ok(target === "./" || /^npm:[^^~*]+@\d+\.\d+\.\d+[\w.-]*$/.test(target), `${name}: ${target}`);
  }
  const names = Object.keys(imports).filter((name) => name !== "@/");
  const known = (name: string) => names.some((known) => inside(name, [known]));
  const found = breaches(sources, (_, name) => isOurs(name) || /^node:/.test(name) || known(name));
  deepStrictEqual(found, []);
});

Deno.test("deno.lock names no address and no registry's host", async () => {
  const lock = await Deno.readTextFile("deno.lock");
  const { remote, jsr, redirects } = JSON.parse(lock);
  deepStrictEqual([remote, jsr, redirects], [undefined, undefined, undefined]);
  deepStrictEqual(lock.match(/https?:\/\/[^"]+|"tarball"|registry\.[\w.]+|jsr:/g), null);
});

Deno.test("No file is longer than 250 lines, generated ones and tables aside", () => {
  const found = sources
    .filter(({ path }) => !GENERATED.test(path) && !MAY_BE_LONG.some((at) => path.startsWith(at)))
    .map(({ path, text }) => ({ path, lines: text.split("\n").length - 1 }))
    .filter(({ lines }) => lines > LONGEST_FILE);
  deepStrictEqual(found, []);
});

Deno.test("No function is longer than 40 lines", () => {
  const found = product
    .filter(({ path }) => !GENERATED.test(path) && !inside(path, MAY_HAVE_LONG_FUNCTIONS))
    .flatMap(({ path, text }) => functionsOf(text).map((each) => ({ path, ...each })))
    .filter(({ lines }) => lines > LONGEST_FUNCTION);
  deepStrictEqual(found, []);
});

Deno.test("Every export is used by another file", () => {
  const isEntry = (path: string) =>
    inside(path, ["main.ts", "routes", "db/schema", "db/drizzle.config.ts", "tests"]) ||
    GENERATED.test(path) || path.endsWith(".d.ts");
  const found = sources.filter(({ path }) => !isEntry(path)).flatMap(({ path, text }) => {
    const importers = sources.filter(({ imports }) => imports.includes(path));
    return exportsOf(text)
      .filter((name) => !importers.some(({ text }) => new RegExp(`\\b${name}\\b`).test(text)))
      .map((name) => `${path} exports ${name}`);
  });
  deepStrictEqual(found, []);
});

Deno.test("No file only passes on what others export", () => {
  const passedOn = /^(import|export)\b[^;]*?\bfrom\s*"[^"]+";$|\/\*[\s\S]*?\*\/|^\/\/.*$/gm;
  const found = sources.filter(({ text }) =>
    text.replace(passedOn, "").trim() === "" || /^export\s+\*/m.test(text)
  );
  deepStrictEqual(found.map(({ path }) => path), []);
});

Deno.test("Files are named as their folder's are", () => {
  const names: [folders: string[], name: RegExp][] = [
    [["routes"], /^(_middleware|[a-z0-9.-]+|\[(\.\.\.)?\w+\])\.tsx?$/],
    [["components", "islands"], /^([A-Z]\w*\.tsx|[a-z][a-z0-9_]*(\.gen|\.d)?\.tsx?)$/],
    [["tests"], /^([A-Z]\w*_test|[a-z][a-z0-9_]*)\.tsx?$/],
  ];
  const snake = /^[a-z][a-z0-9_]*(\.gen|\.d|\.config)?\.tsx?$/;
  const found = sources.filter(({ path }) => {
    const rule = names.find(([folders]) => inside(path, folders))?.[1] ?? snake;
    return !rule.test(path.split("/").at(-1) ?? "");
  });
  deepStrictEqual(found.map(({ path }) => path), []);
});

Deno.test("Nothing is left from debugging", () => {
  const found = product.filter(({ path, text }) =>
    !inside(path, ["tools", "static"]) && /\bconsole\.(log|debug|trace)\(|\bdebugger\b/.test(text)
  );
  deepStrictEqual(found.map(({ path }) => path), []);
  const only = sources.filter(({ text }) => /\bDeno\.test\.only\(|\bonly: true\b/.test(text));
  deepStrictEqual(only.map(({ path }) => path), []);
});

Deno.test("The manifests of routes and islands are up to date", async () => {
  strictEqual(await routesManifest(), await Deno.readTextFile("http/routes.gen.ts"));
  strictEqual(await islandsBoot(), await Deno.readTextFile("islands/boot.gen.ts"));
});
