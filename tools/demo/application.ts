const START_MS = 30_000;

export interface Application {
  pid: number;
  /** Whether it answers in time; nothing when it ends before. */
  isUp(): Promise<boolean | undefined>;
  /** Asks it to end in good order. */
  stop(): void;
  /** How it ended, once all that it said is in its log; nothing when it was asked to. */
  ended: Promise<string | undefined>;
}

/** The application as it runs anywhere else, set up by its environment. What it says goes into its log. */
export function startApplication(
  { env, url, logPath }: { env: Record<string, string>; url: string; logPath: string },
): Application {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "main.ts"],
    env,
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const log = Deno.openSync(logPath, { create: true, append: true });
  const kept = Promise.all([
    keep(child.stdout, [log]),
    // A warning, or the reason of its end, is for whoever sits before the demo too.
    keep(child.stderr, [log, Deno.stderr]),
  ]);
  let isLeaving = false;
  return {
    pid: child.pid,
    isUp: () => isUp(`${url}/healthz`, child.status),
    stop() {
      isLeaving = true;
      try {
        child.kill("SIGTERM");
      } catch (error) {
        if (!(error instanceof TypeError)) throw error; // It has ended already.
      }
    },
    ended: child.status.then(async ({ signal, code }) => {
      const end = isLeaving ? undefined : signal ?? `exit code ${code}`;
      await kept;
      return end;
    }),
  };
}

/** Each piece as it comes: a pipe from stream to file would hold back all that does not fill its buffer. */
async function keep(
  output: ReadableStream<Uint8Array>,
  places: { writeSync(piece: Uint8Array): number }[],
): Promise<void> {
  for await (const piece of output) for (const place of places) place.writeSync(piece);
}

async function isUp(url: string, ended: Promise<unknown>): Promise<boolean | undefined> {
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
  return over.signal.aborted ? undefined : false;
}
