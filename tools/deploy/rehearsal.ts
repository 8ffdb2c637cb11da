import { type DeployBlock, DeployRefused } from "@/tools/deploy/export.ts";
import { buildExport, deployEnv, startInstance } from "@/tools/deploy/instance.ts";
import { startMailApi } from "@/tools/deploy/mail_api.ts";

const BASE_URL = "https://runnerly.invalid";
const RUNNER = "ana@runnerly.invalid";
const PATIENCE_MS = 30_000;
export const DEPLOY_KILLS_AFTER_MS = 5_000;

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
  const env = deployEnv(BASE_URL, databaseUrl, mailApi);
  await buildExport(folder, block, env);
  const began = performance.now();
  const app = startInstance(folder, block.runtime.entrypoint, env);
  try {
    const health = await app.health();
    const bootMs = performance.now() - began;
    await signUp(app.url);
    const mail = await mailApi.mailTo(RUNNER, PATIENCE_MS);
    const addons = await loadedAddons(app.pid);
    return { bootMs, health, mail, addons, ...await app.stop(killAfterMs), log: await app.log };
  } catch (error) {
    await app.stop(killAfterMs);
    throw new DeployRefused(`The rehearsal failed: ${error}\n${await app.log}`);
  }
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

async function loadedAddons(pid: number): Promise<string[] | undefined> {
  try {
    const maps = await Deno.readTextFile(`/proc/${pid}/maps`);
    return [...new Set(maps.match(/[^/\s]+\.node$/gm))];
  } catch {
    return undefined;
  }
}
