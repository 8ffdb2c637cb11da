import { type Db, migrateDatabase, openDatabase } from "@/db/client.ts";
import { listRuns } from "@/db/runs_list.ts";
import { newSealingKey } from "@/tools/sealing_key.ts";
import type { Target } from "./load.ts";
import { measureDuringImport } from "./pages_during_import.ts";
import {
  type Child,
  describeMachine,
  freePort,
  load,
  start,
  startStrava,
  withFolder,
} from "./processes.ts";
import { seedRunner } from "./seed.ts";
import type { SimulatorAddress } from "./strava.ts";
import { median, percentile, printTable, round } from "./table.ts";

/** `deno task bench:pages [rounds] [seconds of each measurement] [runs of other runners]` */
const [rounds = 3, seconds = 3, otherRuns = 200_000] = Deno.args.map(Number);
const RUNS = 10_000;
const RUNNERS = 1_000;
const CONNECTIONS = 16;
const BROWSER = { "accept-encoding": "gzip, deflate, br, zstd" };

interface Server extends AsyncDisposable {
  child: Child;
  port: number;
}

interface Measured {
  rate: number;
  p50: number;
  p99: number;
  cpu: number | undefined;
}

async function main(folder: string): Promise<void> {
  const databaseUrl = `file:${folder}/bench.db`;
  const { ana, importer, runId } = await seed(databaseUrl);
  await using strava = await startStrava(RUNS);
  await using app = await serve("../../main.ts", (port) => ({
    env: appEnv(folder, port, databaseUrl, strava.address),
  }));
  await using hello = await serve("hello.ts", (port) => ({ args: [String(port)] }));
  console.log(describeMachine());
  const pages = await listPages(app.port, `session=${ana}`, runId);
  await measurePages(hello, app, pages);
  await measureDuringImport(app.port, {
    pages: pages.filter(({ name }) => name.endsWith(", warm")),
    importer: `session=${importer}`,
  });
}

async function seed(databaseUrl: string) {
  const { db, close } = await openDatabase(databaseUrl);
  await migrateDatabase(db);
  const began = performance.now();
  const runner = (n: number, runs: number) =>
    seedRunner(db, { email: `runner${n}@bench.invalid`, runs, now: Date.now() });
  for (let n = 0; n < RUNNERS; n++) await runner(n, otherRuns / RUNNERS);
  const ana = await runner(RUNNERS, RUNS);
  const importer = await runner(RUNNERS + 1, 0);
  const runId = await newestRun(db, ana.userId);
  close();
  const took = round((performance.now() - began) / 1000, 1);
  console.log(
    `Seeded ${round(otherRuns + RUNS)} runs of ${round(RUNNERS + 1)} runners in ${took} s`,
  );
  return { ana: ana.secret, importer: importer.secret, runId };
}

async function newestRun(db: Db, userId: string): Promise<string> {
  const [run] = await listRuns(db, userId, { sport: "runs" }, { sort: "newest", limit: 1 });
  return run.id;
}

function appEnv(folder: string, port: number, databaseUrl: string, strava: SimulatorAddress) {
  return {
    PORT: String(port),
    BASE_URL: `http://127.0.0.1:${port}`,
    DENO_SERVE_ADDRESS: `tcp:127.0.0.1:${port}`,
    DATABASE_URL: databaseUrl,
    KV_PATH: `${folder}/kv.db`,
    SEALING_KEYS: newSealingKey(),
    SMTP_URL: "smtp://127.0.0.1:9",
    MAIL_FROM: "Runnerly <bench@runnerly.invalid>",
    STRAVA_API_URL: strava.apiUrl,
    STRAVA_OAUTH_URL: strava.oauthUrl,
    STRAVA_CLIENT_ID: strava.clientId,
    STRAVA_CLIENT_SECRET: strava.clientSecret,
  };
}

async function serve(
  script: string,
  options: (port: number) => Parameters<typeof start>[2],
): Promise<Server> {
  const port = freePort();
  const child = start(0, script, options(port));
  await whenUp(port);
  return { child, port, [Symbol.asyncDispose]: () => child[Symbol.asyncDispose]() };
}

async function whenUp(port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    try {
      return await (await fetch(`http://127.0.0.1:${port}/healthz`)).body?.cancel();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error(`Nothing listens on port ${port}`);
}

/** Another query is another page to the cache, so `n` has each request rendered. */
async function listPages(port: number, cookie: string, runId: string): Promise<Target[]> {
  const page = (name: string, path: string, headers = {}) => ({
    name,
    path,
    headers: { cookie, ...headers },
  });
  const inCache = await Promise.all([["dashboard", "/"], ["runs list", "/runs"]].map(
    async ([name, path]) => {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { cookie } });
      await answer.body?.cancel();
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
      return [
        page(`${name}, reloaded (304)`, path, {
          ...BROWSER,
          "if-none-match": answer.headers.get("etag"),
        }),
        page(`${name}, warm`, path),
        page(`${name}, warm, compressed`, path, BROWSER),
        page(`${name}, rendered anew`, `${path}?n={n}`),
      ];
    },
  ));
  return [
    ...inCache.flat(),
    page("runs list, filtered anew", "/runs?q=river&from=2018-01-01&min=8&sort=longest&n={n}"),
    page("run page", `/runs/${runId}`),
  ];
}

async function measurePages(hello: Server, app: Server, pages: Target[]): Promise<void> {
  const least: Target = { name: "hello world", path: "/" };
  const cases = [{ server: hello, page: least }, ...pages.map((page) => ({ server: app, page }))];
  await Promise.all(cases.map(({ server, page }) => measure(server, page, 1)));
  const results: Measured[][] = cases.map(() => []);
  for (let n = 0; n < rounds; n++) {
    for (const [i, { server, page }] of cases.entries()) {
      results[i].push(await measure(server, page, seconds));
    }
  }
  const mid = (i: number, of: (m: Measured) => number | undefined) =>
    median(results[i].map((measured) => of(measured) ?? NaN));
  const shares = (i: number, of: (m: Measured) => number) =>
    median(results[i].map((measured, n) => of(results[0][n]) / of(measured)));
  printTable(
    `Pages, ${CONNECTIONS} connections, median of ${rounds} rounds of ${seconds} s`,
    ["", "requests/s", "p50 ms", "p99 ms", "CPU µs", "1/hello by rate", "by CPU"],
    cases.map(({ page }, i) => [
      page.name,
      round(mid(i, (m) => m.rate)),
      round(mid(i, (m) => m.p50), 2),
      round(mid(i, (m) => m.p99), 2),
      round(mid(i, (m) => m.cpu)),
      `1/${round(shares(i, (m) => m.rate), 1)}`,
      `1/${round(1 / shares(i, (m) => m.cpu ?? NaN), 1)}`,
    ]),
  );
}

async function measure({ child, port }: Server, page: Target, seconds: number): Promise<Measured> {
  const before = child.cpuMicros();
  const result = await load({ port, targets: [page], connections: CONNECTIONS, seconds });
  const after = child.cpuMicros();
  const { ms, statuses } = result.answers[page.name];
  const expected = page.name.endsWith("(304)") ? "304" : "200";
  if (Object.keys(statuses).some((status) => status !== expected)) {
    throw new Error(`${page.name} answered ${JSON.stringify(statuses)}`);
  }
  return {
    rate: ms.length / result.seconds,
    p50: percentile(ms, 0.5),
    p99: percentile(ms, 0.99),
    cpu: before === undefined || after === undefined ? undefined : (after - before) / ms.length,
  };
}

await withFolder(main);
Deno.exit(0);
