import type { LoadResult, Target } from "./load.ts";
import { type Child, load } from "./processes.ts";
import { athleteId } from "./strava.ts";
import { percentile, printTable, round } from "./table.ts";

const RATE = 300;
const IDLE_SECONDS = 6;
const LONGEST_SECONDS = 300;

/** Pages at a moderate rate while the server idles, then while the same process imports a long history. */
export async function measureDuringImport(
  { child, port }: { child: Child; port: number },
  { pages, importers, untilRead }: {
    pages: Target[];
    importers: [first: string, measured: string];
    /** Resolves once all that the first import left to read is read. */
    untilRead: () => Promise<void>;
  },
): Promise<void> {
  const plan = { port, targets: pages, connections: 32, rate: RATE };
  await load({ ...plan, seconds: 1 });
  // The first import of a process also opens its HTTP client and compiles its schemas.
  await runImport(port, importers[0], athleteId(0));
  await untilRead();
  const queued = [child.queuedSeconds()];
  const idle = await load({ ...plan, seconds: IDLE_SECONDS });
  queued.push(child.queuedSeconds());
  const began = performance.now();
  const imported = runImport(port, importers[1], athleteId(1));
  const busy = await load({ ...plan, seconds: LONGEST_SECONDS }, imported);
  const took = (performance.now() - began) / 1000;
  queued.push(child.queuedSeconds());
  const { added } = await imported;
  const at = (result: LoadResult, page: Target, share: number) =>
    percentile(result.answers[page.name].ms, share);
  printTable(
    `Pages at ${RATE} requests/s while one import runs: ${added} activities in ${round(took, 1)} s`,
    ["", "p50 idle", "p50 importing", "ratio", "p99 idle", "p99 importing", "ratio", "requests"],
    pages.map((page) => [
      page.name,
      ...[0.5, 0.99].flatMap((share) => {
        const [before, during] = [at(idle, page, share), at(busy, page, share)];
        return [round(before, 2), round(during, 2), round(during / before, 1)];
      }),
      round(busy.answers[page.name].ms.length),
    ]),
  );
  const [before = NaN, between = NaN, after = NaN] = queued;
  const share = (seconds: number, of: number) => `${round(100 * seconds / of)} %`;
  console.log(
    `Other work of this machine kept the server from its core for ` +
      `${share(between - before, IDLE_SECONDS)} of the time while idle, ` +
      `${share(after - between, took)} while importing`,
  );
}

/** Connects as a runner does, by the pages, and waits until the progress says that it is over. */
export async function runImport(
  port: number,
  cookie: string,
  athlete: number,
): Promise<{ added: string }> {
  const origin = `http://127.0.0.1:${port}`;
  const headers = { cookie, origin };
  const consent = await follow(`${origin}/strava/connect`, { method: "POST", headers });
  const callback = await follow(`${consent}&auto=approve&athlete=${athlete}`, {});
  await follow(callback, { headers });
  for (;;) {
    const answer = await fetch(`${origin}/account/strava/progress`, { headers });
    const { active, read } = await answer.json();
    if (!active) return { added: read };
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function follow(url: string, init: RequestInit): Promise<string> {
  const answer = await fetch(url, { ...init, redirect: "manual" });
  const location = answer.headers.get("location");
  if (!location) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  await answer.body?.cancel();
  return new URL(location, url).href;
}
