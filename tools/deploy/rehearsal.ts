import { dirname } from "node:path";
import { type DeployBlock, DeployRefused } from "@/tools/deploy/export.ts";
import { type MailApi, startMailApi } from "@/tools/deploy/mail_api.ts";
import { newSealingKey } from "@/tools/sealing_key.ts";

const BASE_URL = "https://runnerly.invalid";
const RUNNER = "ana@runnerly.invalid";
const NOBODY = "http://127.0.0.1:9";
const PATIENCE_MS = 30_000;
const DEPLOY_KILLS_AFTER_MS = 5_000;

interface Rehearsal {
  /** From the start of the process to the first answer of /healthz. */
  bootMs: number;
  health: string;
  /** The text of the mail that a sign-up brought. */
  mail: string;
  /** The native code that the process had loaded by then; undefined where the system does not tell. */
  addons?: string[];
  /** How it went after SIGINT. */
  stopMs: number;
  exitCode: number;
  log: string;
}

type Env = Record<string, string>;

/**
 * Builds and boots an export as Deno Deploy does: no flags, packages from the cache alone, no KV store, a libSQL
 * server for a database, and no way out of this machine. A sign-up then proves pages, hashing, jobs and mail.
 */
export async function rehearse(
  folder: string,
  block: DeployBlock,
  databaseUrl: string,
  killAfterMs = DEPLOY_KILLS_AFTER_MS,
): Promise<Rehearsal> {
  await using mailApi = startMailApi();
  const env = settings(databaseUrl, mailApi);
  for (const path of block.exclude) {
    await Deno.remove(`${folder}/${path}`, { recursive: true }).catch(ignoreMissing);
  }
  for (const command of [block.install, block.build, block.predeploy]) {
    await runStep(folder, command, env);
  }
  return await boot(folder, block.runtime.entrypoint, { env, mailApi, killAfterMs });
}

/** What Deno Deploy sets and what an operator sets there, and nothing else of this process. */
function settings(databaseUrl: string, mailApi: MailApi): Env {
  const ours = Deno.env.toObject();
  const kept = ["HOME", "DENO_DIR", "TMPDIR"].filter((name) => ours[name] !== undefined);
  return {
    ...Object.fromEntries(kept.map((name) => [name, ours[name]])),
    // The commands say `deno`, which may be known here by `npx` alone.
    PATH: `${dirname(Deno.execPath())}:${ours.PATH}`,
    DENO_NO_UPDATE_CHECK: "1",
    DENO_DEPLOY: "true",
    DENO_TIMELINE: "preview/rehearsal",
    // Without a KV database of its own, an app that opens one fails there as it does here.
    DENO_KV_REQUIRES_DISTRIBUTED_DATABASE: "error",
    HTTP_PROXY: NOBODY,
    HTTPS_PROXY: NOBODY,
    NO_PROXY: "127.0.0.1",
    BASE_URL,
    DATABASE_URL: databaseUrl,
    SEALING_KEYS: newSealingKey(),
    MAIL_FROM: "Runnerly <hello@runnerly.invalid>",
    MAIL_API_URL: mailApi.url,
    MAIL_API_KEY: "rehearsal",
    STRAVA_CLIENT_ID: "1",
    STRAVA_CLIENT_SECRET: "rehearsal",
  };
}

async function runStep(folder: string, command: string, env: Env): Promise<void> {
  const { success, stdout, stderr } = await new Deno.Command("sh", {
    args: ["-c", command],
    cwd: folder,
    env,
    clearEnv: true,
  }).output();
  if (success) return;
  const said = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  throw new DeployRefused(`The rehearsal failed at \`${command}\`:\n${said}`);
}

async function boot(
  folder: string,
  entrypoint: string,
  { env, mailApi, killAfterMs }: { env: Env; mailApi: MailApi; killAfterMs: number },
): Promise<Rehearsal> {
  const address = `127.0.0.1:${freePort()}`;
  const began = performance.now();
  const app = new Deno.Command(Deno.execPath(), {
    args: ["run", "--cached-only", "-A", entrypoint],
    cwd: folder,
    // The host decides where an app listens, whatever port the app asks for.
    env: { ...env, DENO_SERVE_ADDRESS: `tcp:${address}` },
    clearEnv: true,
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const log = Promise.all([new Response(app.stdout).text(), new Response(app.stderr).text()])
    .then((streams) => streams.join(""));
  try {
    const health = await untilHealthy(`http://${address}`, app.status);
    const bootMs = performance.now() - began;
    await signUp(`http://${address}`);
    const mail = await mailApi.mailTo(RUNNER, PATIENCE_MS);
    const addons = await loadedAddons(app.pid);
    return { bootMs, health, mail, addons, ...await stop(app, killAfterMs), log: await log };
  } catch (error) {
    await stop(app, killAfterMs);
    throw new DeployRefused(`The rehearsal failed: ${error}\n${await log}`);
  }
}

async function untilHealthy(url: string, ended: Promise<Deno.CommandStatus>): Promise<string> {
  let over: number | undefined;
  ended.then(({ code }) => over = code);
  const deadline = performance.now() + PATIENCE_MS;
  while (over === undefined && performance.now() < deadline) {
    try {
      const answer = await fetch(`${url}/healthz`);
      return `${answer.status} ${await answer.text()}`;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error(over === undefined ? "nothing listens" : `the app ended with ${over}`);
}

async function signUp(url: string): Promise<void> {
  const answer = await fetch(`${url}/sign-up`, {
    method: "POST",
    headers: { origin: BASE_URL },
    body: new URLSearchParams({ email: RUNNER, password: "seven green herons" }),
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`signing up answered ${answer.status}`);
}

async function stop(
  app: Deno.ChildProcess,
  killAfterMs: number,
): Promise<{ exitCode: number; stopMs: number }> {
  const began = performance.now();
  const signal = (name: Deno.Signal) => {
    try {
      app.kill(name);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // It has ended.
    }
  };
  signal("SIGINT");
  const timer = setTimeout(() => signal("SIGKILL"), killAfterMs);
  const { code } = await app.status;
  clearTimeout(timer);
  return { exitCode: code, stopMs: performance.now() - began };
}

async function loadedAddons(pid: number): Promise<string[] | undefined> {
  try {
    const maps = await Deno.readTextFile(`/proc/${pid}/maps`);
    return [...new Set(maps.match(/[^/\s]+\.node$/gm))];
  } catch {
    return undefined;
  }
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
