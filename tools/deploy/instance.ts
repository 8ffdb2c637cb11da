import { dirname } from "node:path";
import { type DeployBlock, DeployRefused } from "@/tools/deploy/export.ts";
import type { MailApi } from "@/tools/deploy/mail_api.ts";
import { newSealingKey } from "@/tools/sealing_key.ts";

const NOBODY = "http://127.0.0.1:9";
const PATIENCE_MS = 30_000;

type Env = Record<string, string>;

/** A process as Deno Deploy runs it. */
export interface Instance {
  url: string;
  pid: number;
  /** What /healthz says first. */
  health(): Promise<string>;
  /** Asks it to end, and ends it when that takes too long. Answers how it went. */
  stop(killAfterMs: number): Promise<{ exitCode: number; stopMs: number }>;
  /** All that it said, once it has ended. */
  log: Promise<string>;
}

/** What Deno Deploy sets and what an operator sets there, and nothing else of this process. */
export function deployEnv(baseUrl: string, databaseUrl: string, mailApi: MailApi): Env {
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
    BASE_URL: baseUrl,
    DATABASE_URL: databaseUrl,
    SEALING_KEYS: newSealingKey(),
    MAIL_FROM: "Runnerly <hello@runnerly.invalid>",
    MAIL_API_URL: mailApi.url,
    MAIL_API_KEY: "rehearsal",
    STRAVA_CLIENT_ID: "1",
    STRAVA_CLIENT_SECRET: "rehearsal",
  };
}

/** Leaves out what is not deployed, then installs, builds and migrates as Deno Deploy does. */
export async function buildExport(folder: string, block: DeployBlock, env: Env): Promise<void> {
  for (const path of block.exclude) {
    await Deno.remove(`${folder}/${path}`, { recursive: true }).catch(ignoreMissing);
  }
  for (const command of [block.install, block.build, block.predeploy]) {
    await runStep(folder, command, env);
  }
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

/** Starts a built export: no flags, and packages from the cache alone. */
export function startInstance(folder: string, entrypoint: string, env: Env): Instance {
  const address = `127.0.0.1:${freePort()}`;
  const url = `http://${address}`;
  const app = new Deno.Command(Deno.execPath(), {
    args: ["run", "--cached-only", "-A", entrypoint],
    cwd: folder,
    // The host decides where an app listens, whatever port the app asks for.
    env: { ...env, DENO_SERVE_ADDRESS: `tcp:${address}` },
    clearEnv: true,
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  return {
    url,
    pid: app.pid,
    health: () => untilHealthy(url, app.status),
    stop: (killAfterMs) => stop(app, killAfterMs),
    log: Promise.all([new Response(app.stdout).text(), new Response(app.stderr).text()])
      .then((streams) => streams.join("")),
  };
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

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
