import { kill } from "node:process";
import { newSealingKey } from "@/tools/sealing_key.ts";

const LOCK = "demo.lock";
const RUNNING = "running.json";
/** What a demo leaves behind. Nothing else is ever removed: the folder may be anybody's. */
const LEFT_BEHIND = [
  ...["runnerly.db", "runnerly.db-shm", "runnerly.db-wal", "kv.db", "kv.db-shm", "kv.db-wal"],
  ...["app.log", "mails", "sealing-keys.txt", "strava.json"],
];

interface Running {
  address: string;
  /** The demo's process, and the application's, which may outlive it. */
  demo: number;
  app: number;
}

interface DemoFolder {
  /** Begins anew. */
  clear(): Promise<void>;
  /** Made once and kept with the demo's data: tokens sealed yesterday open today. */
  sealingKeys(): Promise<string>;
  /** Tells a second demo where this one is. */
  say(running: Running): Promise<void>;
  /** Lets the next demo have it. */
  leave(): Promise<void>;
}

/** Takes the folder for this process, or answers why not: two demos in one folder would write over each other. */
export async function takeFolder(path: string): Promise<DemoFolder | string> {
  await Deno.mkdir(path, { recursive: true });
  const lock = await Deno.open(`${path}/${LOCK}`, { write: true, create: true });
  // The lock ends with its process, whatever ends that.
  const isTaken = !await lock.tryLock(true);
  const running = await readRunning(path);
  if (isTaken) return refusal(path, running);
  if (running && await isAlive(running)) return orphanRefusal(path, running);
  return {
    async clear() {
      for (const name of LEFT_BEHIND) {
        await Deno.remove(`${path}/${name}`, { recursive: true }).catch(ignoreMissing);
      }
    },
    sealingKeys: () => readSealingKeys(`${path}/sealing-keys.txt`),
    say: (running) => Deno.writeTextFile(`${path}/${RUNNING}`, JSON.stringify(running)),
    async leave() {
      await Deno.remove(`${path}/${RUNNING}`).catch(ignoreMissing);
      lock.close();
    },
  };
}

function refusal(path: string, running: Running | undefined): string {
  const where = running ? `at ${running.address} (process ${running.demo})` : "and is starting";
  const kill = running ? `, or with \`kill ${running.demo}\`` : "";
  return `A demo runs in ${path} already, ${where}.
Stop it with Ctrl+C where it was started${kill}. ${elsewhere(path)}`;
}

function orphanRefusal(path: string, { address, app }: Running): string {
  return `The demo in ${path} was killed, but its application still runs, at ${address} (process ${app}).
Stop that with \`kill ${app}\`. ${elsewhere(path)}`;
}

function elsewhere(path: string): string {
  return `Or start this one in another folder: \`deno task demo --folder ${path}2\`.`;
}

async function readRunning(path: string): Promise<Running | undefined> {
  try {
    return JSON.parse(await Deno.readTextFile(`${path}/${RUNNING}`)) as Running;
  } catch (error) {
    // A demo that is starting may have written half of it.
    if (!(error instanceof SyntaxError)) ignoreMissing(error);
    return undefined;
  }
}

/** Whether the application of a demo that was killed goes on: its process is there, and its address answers. */
async function isAlive({ address, app }: Running): Promise<boolean> {
  try {
    kill(app, 0);
    const response = await fetch(`${address}/healthz`, { signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return true;
  } catch {
    return false;
  }
}

async function readSealingKeys(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    ignoreMissing(error);
    const key = newSealingKey();
    await Deno.writeTextFile(path, key, { mode: 0o600 });
    return key;
  }
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
