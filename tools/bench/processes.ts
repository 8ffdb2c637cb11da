import type { LoadPlan, LoadResult } from "./load.ts";
import type { SimulatorAddress } from "./strava.ts";

const CLOCK_TICKS = 100;
const folder = new URL("./", import.meta.url);

export interface Child extends AsyncDisposable {
  process: Deno.ChildProcess;
  /** µs on the processor so far, where the system tells. */
  cpuMicros(): number | undefined;
  /** Seconds that it was ready to run and something else had its core, where the system tells. */
  queuedSeconds(): number | undefined;
}

const pinning = canPin();

/** Where things run, and how busy the machine is with other things. */
export function describeMachine(): string {
  const load = Deno.loadavg().map((n) => n.toFixed(2)).join(" ");
  const cores = pinning
    ? "Servers on core 0, what drives them on core 1"
    : "No taskset here, or one core alone: nothing is pinned, so the figures share cores";
  return `${cores}; load averages of the machine: ${load}`;
}

/** A script of ours in a process of its own, on one core. */
export function start(
  core: 0 | 1,
  script: string,
  { args = [], env = {}, nice = false, ...pipes }: {
    args?: string[];
    env?: Record<string, string>;
    stdin?: "piped";
    stdout?: "piped";
    /** Steps aside for whatever else wants the core. */
    nice?: boolean;
  } = {},
): Child {
  const deno = ["run", "-A", "--no-check", new URL(script, folder).pathname, ...args];
  const [command, ...rest] = [
    ...pinning ? ["taskset", "-c", String(core)] : [],
    ...pinning && nice ? ["nice", "-n", "19"] : [],
    Deno.execPath(),
    ...deno,
  ];
  const process = new Deno.Command(command, { args: rest, env, stdout: "null", ...pipes }).spawn();
  return {
    process,
    cpuMicros: () => readCpu(process.pid),
    queuedSeconds: () => readQueued(process.pid),
    async [Symbol.asyncDispose]() {
      try {
        process.kill("SIGTERM");
      } catch {
        // It has ended already.
      }
      await process.status;
    },
  };
}

/** Runs a load from the other core; `until` ends it early. */
export async function load(plan: LoadPlan, until?: Promise<unknown>): Promise<LoadResult> {
  await using driver = start(1, "load.ts", {
    args: [JSON.stringify(plan)],
    stdin: "piped",
    stdout: "piped",
  });
  const closed = until?.then(() => driver.process.stdin.close());
  const result: LoadResult = await new Response(driver.process.stdout).json();
  await closed;
  if (!until) await driver.process.stdin.close();
  return result;
}

/** The simulator with an athlete for each number of activities, no latency and no limits. */
export async function startStrava(
  ...activities: number[]
): Promise<Child & { address: SimulatorAddress }> {
  const child = start(1, "strava.ts", {
    args: activities.map(String),
    stdout: "piped",
    nice: true,
  });
  const reader = child.process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const { value } = await reader.read();
  const address: SimulatorAddress = JSON.parse(value ?? "null");
  return { ...child, address };
}

/** A folder that is gone at the end, whatever the end is. */
export async function withFolder(act: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "runnerly-bench-" });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(signal, () => {
      Deno.removeSync(folder, { recursive: true });
      Deno.exit(1);
    });
  }
  try {
    await act(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

export function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

function canPin(): boolean {
  if (navigator.hardwareConcurrency < 2) return false;
  try {
    return new Deno.Command("taskset", { args: ["-c", "0,1", "true"] }).outputSync().success;
  } catch {
    return false;
  }
}

/** Fields 14 and 15, counted after the name in brackets, which may hold anything. */
function readCpu(pid: number): number | undefined {
  try {
    const stat = Deno.readTextFileSync(`/proc/${pid}/stat`);
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 1e6 / CLOCK_TICKS;
  } catch {
    return undefined;
  }
}

function readQueued(pid: number): number | undefined {
  try {
    return Number(Deno.readTextFileSync(`/proc/${pid}/schedstat`).split(" ")[1]) / 1e9;
  } catch {
    return undefined;
  }
}
