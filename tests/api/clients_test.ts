import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import { upsertRuns } from "@/db/runs.ts";
import { scriptOf } from "@/tests/support/api.ts";
import { newRun, userIdOf } from "@/tests/support/history.ts";
import { projectFile } from "@/tests/support/project_files.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { type WebApp, withWebApp } from "@/tests/support/web.ts";
import { apiDocument } from "@/tools/generate.ts";

const RUNS = 450;
const LIMIT = { apiRequestsPerMinute: 5 };

/** A runner of many runs, a token of theirs, and each run as a line, the newest first. */
async function furnish(app: WebApp): Promise<{ token: string; lines: string[] }> {
  const { email } = await newRunner(app);
  const userId = await userIdOf(app, email);
  const rows = Array.from(
    { length: RUNS },
    (_, i) =>
      newRun(userId, { title: `Run ${i}`, startedAt: i * 1000, distanceMeters: 5000 + 10 * i }),
  );
  await app.db.transaction((tx) => upsertRuns(tx, rows));
  const { token } = await scriptOf(app, email, ["runs:read"]);
  const lines = rows.map(({ localDate, distanceMeters, title }) =>
    `${localDate}  ${(distanceMeters / 1000).toFixed(2).padStart(6)} km  ${title}`
  );
  return { token, lines: lines.reverse() };
}

interface Ran {
  code: number;
  out: string;
  error: string;
}

async function run(
  command: string,
  args: string[],
  { cwd, env }: { cwd?: string; env?: Record<string, string> } = {},
): Promise<Ran> {
  const { code, stdout, stderr } = await new Deno.Command(command, { args, cwd, env }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: text(stdout), error: text(stderr) };
}

/** Spends the token's allowance but for one, and lets the minute end a little later: the script has to wait for it. */
async function spendAllBut(app: WebApp, token: string, left: number): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  while (true) {
    const answer = await fetch(`${app.url}/api/v1/runs?limit=1`, { headers });
    await answer.body?.cancel();
    const remaining = Number(answer.headers.get("ratelimit")?.match(/r=(\d+)/)?.[1]);
    if (remaining <= left) break;
  }
  app.clock.advance(59_000);
}

/** Moves the clock once the server has said 429. */
async function passTheMinute(app: WebApp): Promise<void> {
  const isRefused = () => app.logged.some(({ fields }) => fields?.status === 429);
  const deadline = performance.now() + 30_000;
  while (!isRefused()) {
    if (performance.now() > deadline) throw new Error("Nobody was told to wait");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  app.clock.advance(1_000);
}

const SCRIPTS: [name: string, command: string, args: string[]][] = [
  ["static/clients/runs.py", "python3", []],
  ["static/clients/runs.ts", Deno.execPath(), ["run", "--quiet", "-N", "-E"]],
];

for (const [name, command, args] of SCRIPTS) {
  Deno.test(`${name} lists every run, pages, and survives a 429`, () =>
    withWebApp({}, async (app) => {
      const script = fileURLToPath(projectFile(name));
      ok((await Deno.readTextFile(script)).trimEnd().split("\n").length <= 30);
      const { token, lines } = await furnish(app);
      await spendAllBut(app, token, 1);
      const env = { RUNNERLY_TOKEN: token };
      const [ran] = await Promise.all([
        run(command, [...args, script, app.url], { env }),
        passTheMinute(app),
      ]);
      strictEqual(ran.code, 0, ran.error);
      deepStrictEqual(ran.out.trimEnd().split("\n"), lines);
    }, LIMIT));
}

const USER = `
import createClient from "openapi-fetch";
import type { paths } from "./api.ts";

const [address, token] = Deno.args;
const client = createClient<paths>({
  baseUrl: address + "/api/v1",
  headers: { authorization: "Bearer " + token },
  async fetch(request) {
    while (true) {
      const answer = await fetch(request.clone());
      if (answer.status !== 429) return answer;
      await answer.body?.cancel();
      const seconds = Number(answer.headers.get("retry-after"));
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    }
  },
});

let cursor: string | undefined;
do {
  const { data, error } = await client.GET("/runs", { params: { query: { limit: 200, cursor } } });
  if (error) throw new Error(error.title);
  for (const run of data.items) console.log(run.title, run.distanceMeters.toFixed(0));
  cursor = data.next ?? undefined;
} while (cursor);
`;

Deno.test("a typed client is generated from the document, lists every run and survives a 429", () =>
  withWebApp({}, async (app) => {
    const folder = await Deno.makeTempDir({ prefix: "runnerly-client-" });
    try {
      const imports = { "openapi-fetch": "npm:openapi-fetch@0.17.0" };
      await Deno.writeTextFile(`${folder}/deno.json`, JSON.stringify({ imports }));
      const types = astToString(await openapiTS(JSON.parse(await apiDocument())));
      await Deno.writeTextFile(`${folder}/api.ts`, types);
      await Deno.writeTextFile(`${folder}/user.ts`, USER);
      const wrong = USER.replace("run.distanceMeters", "run.distance");
      await Deno.writeTextFile(`${folder}/wrong.ts`, wrong);
      const checked = await run(Deno.execPath(), ["check", `${folder}/user.ts`]);
      strictEqual(checked.code, 0, checked.error);
      const refused = await run(Deno.execPath(), ["check", `${folder}/wrong.ts`]);
      match(refused.error, /Property 'distance' does not exist/);

      const { token } = await furnish(app);
      await spendAllBut(app, token, 1);
      const args = ["run", "--quiet", "-A", "--no-check", `${folder}/user.ts`, app.url, token];
      const [ran] = await Promise.all([run(Deno.execPath(), args), passTheMinute(app)]);
      strictEqual(ran.code, 0, ran.error);
      const lines = ran.out.trimEnd().split("\n");
      deepStrictEqual([lines.length, lines[0]], [
        RUNS,
        `Run ${RUNS - 1} ${5000 + 10 * (RUNS - 1)}`,
      ]);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }, LIMIT));
