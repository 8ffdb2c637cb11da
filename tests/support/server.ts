import type { Mailbox } from "@/tools/mailbox/mailbox.ts";
import { newSealingKey } from "@/tools/sealing_key.ts";
import type { Simulator } from "@/tools/strava_simulator/mod.ts";
import { openVisitor, type Visitor } from "./visitor.ts";

const PROJECT = new URL("../../", import.meta.url);
const READY_WITHIN_MS = 20_000;

/** The application as it runs anywhere: `main.ts` as a process of its own, set up by its environment. */
export interface Server {
  /** Resolves once it answers. */
  ready(): Promise<void>;
  /** Ends this very process, whatever it is doing. */
  kill(): Promise<void>;
  /** Asks it to end in good order; answers its exit code. */
  stop(): Promise<number>;
}

/** Everything that `main.ts` needs to be told, on a free port. */
export function serverEnvironment(
  { databaseUrl, folder, mailbox, strava }: {
    databaseUrl: string;
    /** For what the process keeps itself. */
    folder: string;
    mailbox: Mailbox;
    strava: Simulator;
  },
): Record<string, string> {
  const port = String(freePort());
  return {
    PORT: port,
    BASE_URL: `http://localhost:${port}`,
    DATABASE_URL: databaseUrl,
    KV_PATH: `${folder}/kv.db`,
    SEALING_KEYS: newSealingKey(),
    SMTP_URL: mailbox.smtpUrl,
    MAIL_FROM: "Runnerly <hello@runnerly.example>",
    MAILBOX_URL: mailbox.url,
    STRAVA_API_URL: strava.apiUrl,
    STRAVA_OAUTH_URL: strava.oauthUrl,
    STRAVA_CLIENT_ID: strava.clientId,
    STRAVA_CLIENT_SECRET: strava.clientSecret,
    JOB_LEASE_SECONDS: "1",
  };
}

export function startServer(env: Record<string, string>): Server {
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", "main.ts"],
    cwd: PROJECT,
    env,
    stdout: "null",
    stderr: "null",
  }).spawn();

  async function end(signal: Deno.Signal): Promise<number> {
    try {
      process.kill(signal);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // it has ended by itself
    }
    return (await process.status).code;
  }

  return {
    ready: () => untilHealthy(`http://localhost:${env.PORT}/healthz`),
    kill: async () => void await end("SIGKILL"),
    stop: () => end("SIGTERM"),
  };
}

/** A browser without scripts, over the network. */
export function visitServer(url: string): Visitor {
  const app = { fetch: (request: Request) => fetch(request, { redirect: "manual" }) };
  return openVisitor(app, url);
}

export function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  return port;
}

async function untilHealthy(address: string): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (!await isHealthy(address)) {
    if (performance.now() > deadline) throw new Error(`${address} did not answer.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function isHealthy(address: string): Promise<boolean> {
  try {
    const response = await fetch(address);
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
