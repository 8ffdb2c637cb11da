import { openDatabase } from "@/db/client.ts";
import { countDetailsLeft } from "@/db/run_details.ts";
import type { Target } from "./load.ts";
import { measureDuringImport } from "./pages_during_import.ts";
import { describeMachine, load, startStrava, withFolder } from "./processes.ts";
import { appEnv, RUNS, seedSite, serve, type Server } from "./site.ts";
import { median, percentile, printTable, round } from "./table.ts";

/** `deno task bench:pages [rounds] [seconds of each measurement] [runs of other runners]` */
const [rounds = 3, seconds = 3, otherRuns = 200_000] = Deno.args.map(Number);
const FIRST_IMPORT = 200;
const CONNECTIONS = 16;
const BROWSER = { "accept-encoding": "gzip, deflate, br, zstd" };

interface Measured {
  rate: number;
  p50: number;
  p99: number;
  cpu: number | undefined;
}

async function main(folder: string): Promise<void> {
  const databaseUrl = `file:${folder}/bench.db`;
  const { ana, importers, runId } = await seedSite(databaseUrl, otherRuns);
  await using strava = await startStrava(FIRST_IMPORT, RUNS);
  await using app = await serve("../../main.ts", (port) => ({
    env: appEnv(folder, port, databaseUrl, strava.address),
  }));
  await using hello = await serve("hello.ts", (port) => ({ args: [String(port)] }));
  console.log(describeMachine());
  const pages = await listPages(app.port, ana, runId);
  await measurePages(hello, app, pages);
  await measureDuringImport(app, {
    pages: pages.filter(({ name }) => name.endsWith(", warm")),
    importers,
    untilRead: () => untilDetailsRead(databaseUrl),
  });
}

/** The details of an import are read after it, which would be no idling. */
async function untilDetailsRead(databaseUrl: string): Promise<void> {
  const { db, close } = await openDatabase(databaseUrl);
  while ([...(await countDetailsLeft(db)).values()].some((calls) => calls > 0)) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  close();
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
  console.log(
    "Hello world may be held up by its driver, so its share of the processor is what to judge by.",
  );
}

async function measure({ child, port }: Server, page: Target, seconds: number): Promise<Measured> {
  const before = child.cpuMicros();
  const result = await load({ port, targets: [page], connections: CONNECTIONS, seconds });
  const after = child.cpuMicros();
  const { ms, statuses } = result.answers[page.name];
  if (Object.keys(statuses).some((status) => status !== "200")) {
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
