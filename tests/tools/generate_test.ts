import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { listProjectFiles, projectFile } from "@/tests/support/project_files.ts";

const PING = `
import { createRoute, z } from "@hono/zod-openapi";
import { apiRouter, common, needs } from "@/http/api/openapi.ts";

const route = createRoute({
  method: "get",
  path: "/",
  operationId: "ping",
  ...needs("runs:read"),
  responses: {
    200: { description: "", content: { "application/json": { schema: z.object({}) } } },
    ...common(),
  },
});

export default apiRouter().openapi(route, (c) => c.json({}, 200));
`;
const FOLDERS = /^(routes|http|domain|db|components|islands|locales|config|tools|docs)\//;

interface Copy {
  generate(...args: string[]): Promise<{ code: number; error: string }>;
  /** The addresses that the document knows. */
  paths(): Promise<string[]>;
  write(path: string, text: string): Promise<void>;
  remove(path: string): Promise<void>;
}

/** A copy of what the tool reads, to change at will. */
async function withCopy(test: (copy: Copy) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "runnerly-generate-" });
  const at = (path: string) => `${folder}/${path}`;
  try {
    const files = (await listProjectFiles()).filter((path) => FOLDERS.test(path));
    for (const path of [...files, "deno.json", "deno.lock"]) {
      await Deno.mkdir(dirname(at(path)), { recursive: true });
      await Deno.copyFile(projectFile(path), at(path));
    }
    await Deno.symlink(fileURLToPath(projectFile("node_modules")), at("node_modules"));
    await test({
      async generate(...args) {
        const { code, stderr } = await new Deno.Command(Deno.execPath(), {
          args: ["run", "-A", "--quiet", "tools/generate.ts", ...args],
          cwd: folder,
          env: { NO_COLOR: "1" },
        }).output();
        return { code, error: new TextDecoder().decode(stderr) };
      },
      paths: async () =>
        Object.keys(JSON.parse(await Deno.readTextFile(at("docs/openapi.json"))).paths),
      write: (path, text) => Deno.writeTextFile(at(path), text),
      remove: (path) => Deno.remove(at(path)),
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("deno task generate documents a new route at once, and refuses to lose one", () =>
  withCopy(async ({ generate, paths, write, remove }) => {
    deepStrictEqual(await generate("--check"), { code: 0, error: "" });
    await write("routes/api/v1/ping.ts", PING);
    const stale = await generate("--check");
    strictEqual(stale.code, 1);
    match(stale.error, /Stale: http\/routes\.gen\.ts/);
    deepStrictEqual(await generate(), { code: 0, error: "" });
    ok((await paths()).includes("/ping"), "in one go");
    deepStrictEqual(await generate("--check"), { code: 0, error: "" });

    await remove("routes/api/v1/ping.ts");
    strictEqual((await generate("--check")).code, 1);
    const refused = await generate();
    strictEqual(refused.code, 1);
    match(refused.error, /would break clients of the API:\n {2}- GET \/ping is gone\n/);
    ok((await paths()).includes("/ping"), "the document stays as clients know it");
    deepStrictEqual(await generate("--break"), { code: 0, error: "" });
    ok(!(await paths()).includes("/ping"));
    deepStrictEqual(await generate("--check"), { code: 0, error: "" });
  }));
