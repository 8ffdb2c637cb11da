import assert from "node:assert/strict";
import { dirname } from "node:path";
import { listProjectFiles, projectFile } from "@/tests/support/project_files.ts";

const files = await listProjectFiles();
const documents = files.filter((path) => path.endsWith(".md"));
const readme = await read("README.md");

Deno.test("README.md names every variable that the settings read", async () => {
  const sources = files.filter((path) => path === "config.ts" || path.startsWith("config/"));
  const config = (await Promise.all(sources.map(read))).join();
  const names = new Set(
    config.matchAll(/"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)"/g).map(([, name]) => name),
  );
  assert.ok(names.has("PORT") && names.has("SEALING_KEYS"));
  const cells = readme.matchAll(/^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*)/gm).map(([, cell]) => cell);
  const rows = new Set([...cells].flatMap((cell) => cell.match(/[A-Z_]+/g) ?? []));
  assert.deepEqual([...rows].sort(), [...names].sort());
});

Deno.test("README.md names every task of deno.json", async () => {
  const { tasks } = JSON.parse(await read("deno.json"));
  for (const task of Object.keys(tasks)) {
    assert.match(readme, new RegExp(`(deno|deno@[\\d.]+) task ${task}\\b`));
  }
});

Deno.test("ARCHITECTURE.md names every table of db/schema", async () => {
  const schemas = await Promise.all(
    files.filter((path) => path.startsWith("db/schema/")).map(read),
  );
  const tables = schemas.join().matchAll(/sqliteTable\(\s*"(\w+)"/g).map(([, name]) => name);
  const rows = (await read("ARCHITECTURE.md")).matchAll(
    /^\| `([a-z]+(?:_[a-z]+)*)` .*\|.*\|.*\|$/gm,
  );
  assert.deepEqual([...rows.map(([, name]) => name)].sort(), [...tables].sort());
});

Deno.test("the documents name no task that is not there", async () => {
  const { tasks } = JSON.parse(await read("deno.json"));
  for (const path of documents) {
    for (const [, task] of (await read(path)).matchAll(/deno(?:@[\d.]+)? task ([a-z][\w:-]*)/g)) {
      assert.ok(Object.hasOwn(tasks, task), `${path} names the task ${task}`);
    }
  }
});

Deno.test("every link within the documents leads somewhere", async () => {
  for (const path of documents) {
    for (const [, link] of (await read(path)).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^(https?:|mailto:|#)/.test(link)) continue;
      const target = new URL(link.replace(/#.*$/, ""), projectFile(path));
      await assert.doesNotReject(Deno.stat(target), `${path} links to ${link}`);
    }
  }
});

Deno.test("every file and folder that the documents name is there", async () => {
  const known = new Set(files.flatMap((path) => [path, `${dirname(path)}/`]));
  const inTree =
    /`((?:adapters|components|db|docs|domain|http|islands|jobs|locales|routes|tests|tools)\/[\w./[\]-]*)`/g;
  for (const path of documents) {
    for (const [, named] of (await read(path)).matchAll(inTree)) {
      const there = known.has(named) ||
        files.some((file) => file.startsWith(`${named.replace(/\/$/, "")}/`));
      assert.ok(there, `${path} names ${named}`);
    }
  }
});

Deno.test("the tree in ARCHITECTURE.md names every folder at the top, and only what is there", async () => {
  const [, tree] = (await read("ARCHITECTURE.md")).match(/## The tree\s+```\n(.*?)```/s) ?? [];
  assert.ok(tree);
  const tops = new Set(
    files.filter((path) => path.includes("/")).map((path) => path.split("/")[0]),
  );
  let top = "";
  for (const line of tree.trimEnd().split("\n")) {
    const [, named] = line.match(/^([\w.][\w./]*)/) ?? [];
    if (named) top = named.split("/")[0];
    if (named) tops.delete(top);
    for (
      const [, name] of line.matchAll(
        /(?:^|[\s`])(\.?[a-z][\w/]*(?:\/|\.(?:tsx?|json)))(?=[\s`]|$)/g,
      )
    ) {
      const places = [name, `${top}/${name}`];
      assert.ok(places.some((place) => files.some((file) => file.startsWith(place))), name);
    }
  }
  assert.deepEqual([...tops], []);
});

Deno.test("README.md has under 150 lines, and each decision under 45", async () => {
  assert.ok(lines(readme) < 150, `README.md has ${lines(readme)}`);
  const decisions = documents.filter((path) => path.startsWith("docs/decisions/"));
  assert.ok(decisions.length > 0);
  for (const [i, path] of decisions.entries()) {
    const text = await read(path);
    assert.ok(lines(text) < 45, `${path} has ${lines(text)}`);
    assert.match(path, new RegExp(`/${String(i + 1).padStart(4, "0")}-`));
    assert.match(
      text,
      new RegExp(`^# ${i + 1}\\. .*## Context.*## Decision.*## Consequences`, "s"),
    );
  }
});

Deno.test("no file names a package registry or a place on somebody's machine", async () => {
  const elsewhere = [
    /\bregistry\.\w+\.\w+/i,
    /"(?:resolved|tarball)": *"/,
    /(?:^|[\s"'`(=:])\/(?:home|root|Users|work)\/\w/m,
    /\b[A-Z]:\\Users\\/,
  ];
  for (
    const path of files.filter((path) =>
      /\.(tsx?|jsonc?|lock|md|css|sql|svg|sh)$|^\.ci\//.test(path)
    )
  ) {
    const text = await read(path);
    for (const pattern of elsewhere) assert.doesNotMatch(text, pattern, path);
  }
});

Deno.test("docs/screenshot.png is a picture under 200 kB", async () => {
  const bytes = await Deno.readFile(projectFile("docs/screenshot.png"));
  assert.equal(new TextDecoder("latin1").decode(bytes.subarray(1, 4)), "PNG");
  assert.ok(bytes.length < 200_000, `${bytes.length} bytes`);
});

async function read(path: string): Promise<string> {
  return await Deno.readTextFile(projectFile(path));
}

function lines(text: string): number {
  return text.trimEnd().split("\n").length;
}
