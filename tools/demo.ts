import { newSealingKey } from "@/tools/sealing_key.ts";
import { startMailbox } from "@/tools/mailbox/mailbox.ts";
import { startSimulator } from "@/tools/strava_simulator/mod.ts";

const FOLDER = "data/demo";
const LOCK = "data/demo.lock";
const APP_LOG = `${FOLDER}/app.log`;
const PORT = 8000;
const USAGE = `deno task demo [--reset]

  --reset   begins anew: accounts, mails and runs of the last demo go
  PORT      (environment) the application's port, ${PORT} unless said; the next free one when it is taken`;
const START_MS = 30_000;

interface DemoPorts {
  app: number;
  strava: number;
  mailbox: number;
}

/** Everything on this machine: the simulator, a mailbox, and the application as it runs anywhere else. */
async function main(): Promise<void> {
  const wanted = readWishes();
  await Deno.mkdir("data", { recursive: true });
  const app = freePort(wanted);
  using _lock = takeFolder(`http://localhost:${app}`);
  if (Deno.args.includes("--reset")) {
    await Deno.remove(FOLDER, { recursive: true }).catch(ignoreMissing);
  }
  await Deno.mkdir(FOLDER, { recursive: true });
  const ports = choosePorts(app, wanted);
  await buildIslands();
  const simulator = await startSimulator({
    port: ports.strava,
    stateFile: `${FOLDER}/strava.json`,
  });
  const mailbox = await startMailbox({ webPort: ports.mailbox, folder: `${FOLDER}/mails` });
  const application = startApp({
    HOST: "127.0.0.1",
    PORT: String(ports.app),
    BASE_URL: `http://localhost:${ports.app}`,
    DATABASE_URL: `file:${FOLDER}/runnerly.db`,
    KV_PATH: `${FOLDER}/kv.db`,
    SEALING_KEYS: await sealingKeys(),
    SMTP_URL: mailbox.smtpUrl,
    MAIL_FROM: "Runnerly <runnerly@demo.invalid>",
    MAILBOX_URL: mailbox.url,
    STRAVA_API_URL: simulator.apiUrl,
    STRAVA_OAUTH_URL: simulator.oauthUrl,
    STRAVA_CLIENT_ID: simulator.clientId,
    STRAVA_CLIENT_SECRET: simulator.clientSecret,
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(signal, () => stop(application));
  }
  const code = await follow(application, ports);
  await simulator.stop();
  await mailbox.stop();
  Deno.exit(code);
}

/** Says where everything is once it runs, and waits for its end. */
async function follow(application: Deno.ChildProcess, ports: DemoPorts): Promise<number> {
  const up = await isUp(`http://localhost:${ports.app}/healthz`, application.status);
  if (up) {
    greet(ports);
  } else {
    console.error(
      `Runnerly is not up after ${START_MS / 1000} s, or ended before. See ${APP_LOG}.`,
    );
    stop(application);
  }
  const { code } = await application.status;
  if (up && !isStopping) {
    console.error(`Runnerly has ended by itself (${code}), and the demo with it. See ${APP_LOG}.`);
    return 1;
  }
  return up ? code : 1;
}

/** The port that is asked for; ends the process on what the demo does not understand. */
function readWishes(): number {
  const unknown = Deno.args.find((arg) => !["--reset", "--help"].includes(arg));
  const port = Number(Deno.env.get("PORT") || PORT);
  if (Deno.args.includes("--help")) {
    console.log(USAGE);
    Deno.exit(0);
  }
  if (unknown === undefined && Number.isInteger(port) && port > 0 && port < 65_000) return port;
  console.error(unknown === undefined ? "PORT must be a port, 1 to 65000." : `"${unknown}"?`);
  console.error(USAGE);
  Deno.exit(1);
}

/** Two demos in one folder would write over each other; the lock ends with its process, whatever ends that. */
function takeFolder(address: string): Deno.FsFile {
  const lock = Deno.openSync(LOCK, { read: true, write: true, create: true });
  if (!lock.tryLockSync(true)) {
    const known = Deno.readTextFileSync(LOCK).trim();
    console.error(
      `A demo runs here already, at ${known}. Stop it with Ctrl+C where it was started.`,
    );
    Deno.exit(1);
  }
  lock.truncateSync();
  lock.writeSync(new TextEncoder().encode(address));
  return lock;
}

function choosePorts(app: number, wanted: number): DemoPorts {
  if (app !== wanted) console.log(`Port ${wanted} is taken, so Runnerly uses ${app}.`);
  const strava = freePort(wanted + 1, [app]);
  return { app, strava, mailbox: freePort(wanted + 2, [app, strava]) };
}

/** The application as it runs anywhere else, set up by its environment; its log goes into the demo's folder. */
function startApp(env: Record<string, string>): Deno.ChildProcess {
  const app = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "main.ts"],
    env,
    stdout: "piped",
  }).spawn();
  keepLog(app.stdout);
  return app;
}

/** Line by line: a pipe from stream to file would hold back what is less than its buffer. */
async function keepLog(output: ReadableStream<Uint8Array>): Promise<void> {
  const log = Deno.openSync(APP_LOG, { create: true, append: true });
  for await (const chunk of output) log.writeSync(chunk);
}

let isStopping = false;

function stop(app: Deno.ChildProcess): void {
  isStopping = true;
  try {
    app.kill("SIGTERM");
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // It has ended already.
  }
}

/** The port, or the next one that nobody uses. */
function freePort(wanted: number, taken: number[] = []): number {
  for (let port = wanted; port < wanted + 100; port++) {
    if (taken.includes(port)) continue;
    try {
      Deno.listen({ hostname: "127.0.0.1", port }).close();
      Deno.listen({ hostname: "0.0.0.0", port }).close();
      return port;
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    }
  }
  throw new Error(`No port is free from ${wanted} on`);
}

/** Made once and kept with the demo's data: tokens sealed yesterday open today. */
async function sealingKeys(): Promise<string> {
  const path = `${FOLDER}/sealing-keys.txt`;
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    ignoreMissing(error);
    const key = newSealingKey();
    await Deno.writeTextFile(path, key, { mode: 0o600 });
    return key;
  }
}

/** False when it has ended, or does not answer in time. */
async function isUp(url: string, ended: Promise<unknown>): Promise<boolean> {
  const over = new AbortController();
  ended.finally(() => over.abort());
  const patience = AbortSignal.any([over.signal, AbortSignal.timeout(START_MS)]);
  while (!patience.aborted) {
    try {
      const response = await fetch(url, { signal: patience });
      await response.body?.cancel();
      if (response.ok) return true;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return false;
}

async function buildIslands(): Promise<void> {
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", "build"],
    stdout: "inherit",
  }).output();
  if (!success) Deno.exit(1);
}

function greet({ app, strava, mailbox }: DemoPorts): void {
  console.log(`
  Runnerly      http://localhost:${app}
  Its mails     http://localhost:${mailbox}   (nothing leaves this machine)
  Its "Strava"  http://localhost:${strava}   (a simulator with a runner of eight years)

  Try this:
    1. Create an account with any e-mail and a password of ten characters or more.
    2. Open the mail under "Its mails" and confirm.
    3. Connect Strava, and watch some 1,300 activities come in.

  Everything is kept in ${FOLDER}. Stop with Ctrl+C; begin anew with \`deno task demo --reset\`.
`);
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}

await main();
