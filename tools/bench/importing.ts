import process from "node:process";
import { z } from "zod";
import { openHttpMailer } from "@/adapters/http_mailer.ts";
import { openStrava } from "@/adapters/strava.ts";
import { openWebhookSender } from "@/adapters/webhook_sender.ts";
import { openComposer } from "@/components/mails/compose.tsx";
import { type Db, migrateDatabase, openDatabase } from "@/db/client.ts";
import { getLatestImport, type Import } from "@/db/imports.ts";
import { getSession } from "@/db/sessions.ts";
import { beginImport } from "@/domain/strava/begin_import.ts";
import { beginConnect, finishConnect } from "@/domain/strava/connect.ts";
import { DETAILS_JOB } from "@/domain/strava/owe.ts";
import { hashSecret } from "@/domain/tokens/secrets.ts";
import { openSealer } from "@/domain/tokens/sealing.ts";
import { openWorker } from "@/jobs/drain.ts";
import { defineHandler } from "@/jobs/handlers.ts";
import { openWork } from "@/jobs/work.ts";
import { seedRunner } from "./seed.ts";
import type { SimulatorAddress } from "./strava.ts";

export interface ImportPlan {
  databaseUrl: string;
  strava: SimulatorAddress;
}

export interface ImportMeasure {
  receipt: Pick<Import, "added" | "unchanged" | "pages">;
  seconds: number;
  /** Of these, waiting for Strava: from each call to the last byte of its answer. */
  waitingSeconds: number;
  /** All that this process took from the processor, reading Strava's answers from the wire included. */
  cpuSeconds: number;
}

export interface ImportResult {
  first: ImportMeasure;
  again: ImportMeasure;
  peakMegabytes: number;
}

let waitingMs = 0;

/** Imports one athlete's history, and once more when nothing has changed. */
async function importTwice({ databaseUrl, strava }: ImportPlan): Promise<ImportResult> {
  const { db, close } = await openDatabase(databaseUrl);
  await migrateDatabase(db);
  const { userId, secret } = await seedRunner(db, {
    email: "importer@bench.invalid",
    runs: 0,
    now: Date.now(),
  });
  const context = openContext(db, strava);
  const log = { info: () => {}, warn: console.warn, error: console.error };
  const worker = openWorker({ db, now: Date.now, log, handlers: onlyLists(context) });

  async function measure(): Promise<ImportMeasure> {
    const [began, cpu] = [performance.now(), process.cpuUsage()];
    waitingMs = 0;
    await worker.drain({ budgetMs: 600_000 });
    const seconds = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    const receipt = await getLatestImport(db, userId);
    if (receipt?.state !== "done") throw new Error(`The import is ${receipt?.state}`);
    return {
      receipt,
      seconds,
      waitingSeconds: waitingMs / 1000,
      cpuSeconds: (user + system) / 1e6,
    };
  }

  await connect(context, secret);
  const first = await measure();
  await db.transaction((tx) => beginImport(tx, userId, Date.now()));
  const again = await measure();
  await worker.stop();
  close();
  return { first, again, peakMegabytes: readPeak() };
}

/** What each run's own page adds is another job, for days: it rests. */
function onlyLists(context: ReturnType<typeof openContext>) {
  const rest = defineHandler(z.unknown(), async (_, step) => {
    await context.db.transaction((tx) => step.wait(tx, Date.now() + 3_600_000));
  });
  return { ...openWork(context), [DETAILS_JOB]: rest };
}

function openContext(db: Db, strava: SimulatorAddress) {
  return {
    db,
    now: Date.now,
    strava: openStrava(strava),
    maxAgeMs: null,
    sealer: openSealer([{ id: "bench", key: crypto.getRandomValues(new Uint8Array(32)) }]),
    mailer: openHttpMailer({ url: "http://127.0.0.1:9", key: "none", from: "bench@bench.invalid" }),
    sender: openWebhookSender({ allowLoopback: false }),
    compose: openComposer({
      baseUrl: "http://127.0.0.1:9",
      png: () => Promise.reject(new Error("Nothing is drawn here")),
    }),
  };
}

/** As the pages do it, with the consent given by the simulator. */
async function connect(context: ReturnType<typeof openContext>, secret: string): Promise<void> {
  const now = Date.now();
  const runner = await getSession(context.db, hashSecret(secret), now);
  if (!runner) throw new Error("The runner has no session");
  const redirectUri = "http://localhost/strava/callback";
  const consent = await beginConnect({ ...context, now }, runner, { redirectUri, force: false });
  const answer = await fetch(`${consent}&auto=approve`, { redirect: "manual" });
  await answer.body?.cancel();
  const callback = Object.fromEntries(new URL(answer.headers.get("location") ?? "").searchParams);
  await finishConnect({ ...context, now }, runner, { state: "", ...callback });
}

/** Has every call wait for its whole answer here, where the waiting can be told from the work. */
function timeFetch(): void {
  const { fetch } = globalThis;
  globalThis.fetch = async (...args: Parameters<typeof fetch>) => {
    const began = performance.now();
    const answer = await fetch(...args);
    const body = answer.body && await answer.bytes();
    waitingMs += performance.now() - began;
    return new Response(body, answer);
  };
}

function readPeak(): number {
  try {
    const status = Deno.readTextFileSync("/proc/self/status");
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
  } catch {
    return Deno.memoryUsage().rss / 1024 / 1024;
  }
}

timeFetch();
console.log(JSON.stringify(await importTwice(JSON.parse(Deno.args[0]))));
Deno.exit(0);
