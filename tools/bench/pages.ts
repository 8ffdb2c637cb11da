import { openDatabase } from "@/db/client.ts";
import { countDetailsLeft } from "@/db/run_details.ts";
import type { Target } from "./load.ts";
import { measureDuringImport } from "./pages_during_import.ts";
import { describeMachine, startStrava, withFolder } from "./processes.ts";
import { compareWithHello } from "./compare.ts";
import { appEnv, RUNS, seedSite, serve } from "./site.ts";

/** `deno task bench:pages [rounds] [seconds of each measurement] [runs of other runners]` */
const [rounds = 3, seconds = 3, otherRuns = 200_000] = Deno.args.map(Number);
const FIRST_IMPORT = 200;
const BROWSER = { "accept-encoding": "gzip, deflate, br, zstd" };

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
  await compareWithHello("Pages", { hello, app, targets: pages, rounds, seconds });
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

await withFolder(main);
Deno.exit(0);
