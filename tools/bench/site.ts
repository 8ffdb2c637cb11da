import { type Db, migrateDatabase, openDatabase } from "@/db/client.ts";
import { listRuns } from "@/db/runs_list.ts";
import { newSealingKey } from "@/tools/sealing_key.ts";
import { type Child, freePort, start } from "./processes.ts";
import { seedRunner } from "./seed.ts";
import type { SimulatorAddress } from "./strava.ts";
import { round } from "./table.ts";

export const RUNS = 10_000;
const RUNNERS = 1_000;

export interface Server extends AsyncDisposable {
  child: Child;
  port: number;
}

/** A table of many runners; one of them has ten years of runs, and two will import theirs. */
export async function seedSite(databaseUrl: string, otherRuns: number) {
  const { db, close } = await openDatabase(databaseUrl);
  await migrateDatabase(db);
  const began = performance.now();
  const runner = (n: number, runs: number) =>
    seedRunner(db, { email: `runner${n}@bench.invalid`, runs, now: Date.now() });
  for (let n = 0; n < RUNNERS; n++) await runner(n, otherRuns / RUNNERS);
  const ana = await runner(RUNNERS, RUNS);
  const first = await runner(RUNNERS + 1, 0);
  const second = await runner(RUNNERS + 2, 0);
  const runId = await newestRun(db, ana.userId);
  close();
  const took = round((performance.now() - began) / 1000, 1);
  console.log(
    `Seeded ${round(otherRuns + RUNS)} runs of ${round(RUNNERS + 1)} runners in ${took} s`,
  );
  const importers: [string, string] = [cookieOf(first), cookieOf(second)];
  return { ana: cookieOf(ana), importers, runId };
}

export function cookieOf({ secret }: { secret: string }): string {
  return `session=${secret}`;
}

async function newestRun(db: Db, userId: string): Promise<string> {
  const [run] = await listRuns(db, userId, { sport: "runs" }, { sort: "newest", limit: 1 });
  return run.id;
}

export function appEnv(
  folder: string,
  port: number,
  databaseUrl: string,
  strava: SimulatorAddress,
) {
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

/** A server of ours on the core of servers, once it answers. */
export async function serve(
  script: string,
  options: (port: number) => Parameters<typeof start>[2],
): Promise<Server> {
  const port = freePort();
  const child = start(0, script, options(port));
  await whenUp(port);
  return { child, port, [Symbol.asyncDispose]: () => child[Symbol.asyncDispose]() };
}

export async function whenUp(port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    try {
      return await (await fetch(`http://127.0.0.1:${port}/healthz`)).body?.cancel();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error(`Nothing listens on port ${port}`);
}
