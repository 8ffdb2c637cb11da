import { Buffer } from "node:buffer";
import { type Db, migrateDatabase, openDatabase } from "@/db/client.ts";
import { listRuns } from "@/db/runs_list.ts";
import { insertGrant } from "@/db/grants.ts";
import { type Dealer, openDealer } from "@/domain/tokens/dealer.ts";
import { registerClient } from "@/domain/tokens/clients.ts";
import { RUNNER_SCOPES } from "@/domain/tokens/scopes.ts";
import { openSealer } from "@/domain/tokens/sealing.ts";
import { readSealingKeys } from "@/config.ts";
import { compareWithHello } from "./compare.ts";
import type { Target } from "./load.ts";
import { describeMachine, freePort, start, withFolder } from "./processes.ts";
import { seedRunner } from "./seed.ts";
import { appEnv, serve, whenUp } from "./site.ts";
import { round } from "./table.ts";

/** `deno task bench:api [rounds] [seconds of each measurement] [runs in the table]` */
const [rounds = 3, seconds = 3, runs = 200_000] = Deno.args.map(Number);
const RUNNERS = 1_000;
/** So many of them ask in turn: each has an access token. */
const ASKING = 100;
const NOBODY = {
  apiUrl: "http://127.0.0.1:9",
  oauthUrl: "http://127.0.0.1:9",
  controlUrl: "http://127.0.0.1:9",
  clientId: "1",
  clientSecret: "none",
};

async function main(folder: string): Promise<void> {
  const databaseUrl = `file:${folder}/bench.db`;
  const port = freePort();
  const env = {
    ...appEnv(folder, port, databaseUrl, NOBODY),
    API_REQUESTS_PER_MINUTE: "10000000",
  };
  const { db, close } = await openDatabase(databaseUrl);
  await migrateDatabase(db);
  const targets = await prepare(db, env);
  close();
  await using child = start(0, "../../main.ts", { env });
  await whenUp(port);
  const app = { child, port, [Symbol.asyncDispose]: () => Promise.resolve() };
  await using hello = await serve("hello.ts", (port) => ({ args: [String(port)] }));
  console.log(describeMachine());
  await addKnown(port, targets);
  await compareWithHello("API", { hello, app, targets, rounds, seconds });
}

/** Seeds the table; answers what to ask for. */
async function prepare(db: Db, env: ReturnType<typeof appEnv>): Promise<Target[]> {
  const began = performance.now();
  const sealer = openSealer(readSealingKeys(env));
  const dealer = openDealer({ db, sealer, now: Date.now, issuer: env.BASE_URL });
  const scopes = [...RUNNER_SCOPES];
  const redirectUris = ["https://bench.invalid/back"];
  const common = { name: "Bench", alg: "EdDSA" as const, firstParty: true };
  const own = { kind: "app" as const, ...common, scopes, redirectUris, origins: [] };
  const app = await registerClient(db, { ...own, confidential: true }, Date.now());
  const tokens: string[] = [];
  let runId = "";
  for (let n = 0; n < RUNNERS; n++) {
    const email = `runner${n}@bench.invalid`;
    const { userId } = await seedRunner(db, { email, runs: runs / RUNNERS, now: Date.now() });
    if (n < ASKING) tokens.push(await tokenFor(db, dealer, userId, app.client.id));
    if (n === 0) runId = await newestOf(db, userId);
  }
  const service = { kind: "service" as const, ...common, scopes: ["users:read" as const] };
  const { client: { id }, secret } = await registerClient(db, service, Date.now());
  const took = round((performance.now() - began) / 1000, 1);
  console.log(`Seeded ${round(runs)} runs of ${round(RUNNERS)} runners in ${took} s`);
  return listTargets(`${id}:${secret}`, tokens, runId);
}

async function tokenFor(db: Db, dealer: Dealer, userId: string, clientId: string) {
  const grantId = crypto.randomUUID();
  const scopes = [...RUNNER_SCOPES];
  const times = { createdAt: Date.now(), lastUsedAt: Date.now() };
  await db.transaction((tx) =>
    insertGrant(tx, { id: grantId, clientId, userId, scopes, ...times })
  );
  return await dealer.issue(
    { subject: userId, clientId, grantId, scopes, firstParty: true },
    "EdDSA",
  );
}

async function newestOf(db: Db, userId: string): Promise<string> {
  const [run] = await listRuns(db, userId, { sport: "runs" }, { sort: "newest", limit: 1 });
  return run.id;
}

function listTargets(credentials: string, tokens: string[], runId: string): Target[] {
  const basic = `Basic ${Buffer.from(credentials).toString("base64")}`;
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const each = (name: string, path: string, headers = {}) =>
    tokens.map((token) => ({ name, path, headers: { ...bearer(token), ...headers } }));
  const list = "/api/v1/runs?limit=50";
  // Each time another address, with the same answer.
  const everyRun = "minDistanceMeters=0e{n}";
  return [
    {
      name: "access token",
      path: "/oauth/token",
      headers: { authorization: basic },
      form: "grant_type=client_credentials",
    },
    ...each("list of 50, read anew", `${list}&${everyRun}`),
    ...each("list of 50, known", list),
    ...each("list of 50, known, compressed", list, { "accept-encoding": "gzip" }),
    ...each("statistics, read anew", `/api/v1/runs/statistics?period=month&${everyRun}`),
    { name: "one run", path: `/api/v1/runs/${runId}`, headers: bearer(tokens[0]) },
  ];
}

/** Adds what a client asks that has the list already. */
async function addKnown(port: number, targets: Target[]): Promise<void> {
  for (const { path, headers } of targets.filter(({ name }) => name === "list of 50, known")) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers });
    await answer.body?.cancel();
    const tag = answer.headers.get("etag");
    if (answer.status !== 200 || !tag) throw new Error(`${path} answered ${answer.status}`);
    const name = "list of 50, unchanged: 304";
    targets.push({ name, path, headers: { ...headers, "if-none-match": tag }, status: "304" });
  }
}

await withFolder(main);
Deno.exit(0);
