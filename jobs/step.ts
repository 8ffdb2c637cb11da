import type { Db } from "@/db/client.ts";
import { buryJob, completeJob, type LeasedJob, LeaseLostError, requeueJob } from "@/db/leases.ts";
import { type Handler, type Handlers, type JobRun, type Work } from "./handlers.ts";
import { type Log, problemOf } from "@/domain/log.ts";

interface StepContext {
  db: Db;
  handlers: Handlers;
  now: () => number;
  random: () => number;
  log: Log;
}

interface Attempt {
  job: LeasedJob;
  maxAttempts: number;
  work?: Work;
}

const FIRST_RETRY_MS = 5_000;
const LAST_RETRY_MS = 3_600_000;
const SHORTEST_WAIT_MS = 1_000;
/** How often `onBuried` may fail before its job is buried without it. */
const BURIALS = 3;

/** Runs one attempt at a leased job and settles it. Throws when the database fails or the lease is lost. */
export async function runStep(
  context: StepContext,
  job: LeasedJob,
  signal: AbortSignal,
): Promise<void> {
  const handler = Object.hasOwn(context.handlers, job.kind)
    ? context.handlers[job.kind]
    : undefined;
  const maxAttempts = handler?.maxAttempts ?? job.maxAttempts;
  if (!handler) {
    return await bury(context, { job, maxAttempts }, `Nothing handles "${job.kind}" jobs.`);
  }
  const work = parse(handler, job);
  if (typeof work === "string") return await bury(context, { job, maxAttempts }, work);
  const attempt = { job, maxAttempts, work };
  if (job.attempts > maxAttempts) {
    return await bury(context, attempt, `The worker fell silent in attempt ${maxAttempts}.`);
  }
  await runWork(context, attempt, signal);
}

function parse(handler: Handler, job: LeasedJob): Work | string {
  try {
    return handler.parse(job.payload);
  } catch (error) {
    return `The payload is not one of "${job.kind}": ${problemOf(error)}`;
  }
}

async function runWork(
  context: StepContext,
  attempt: Attempt & { work: Work },
  signal: AbortSignal,
): Promise<void> {
  const { run, settled } = openRun(context, attempt.job, signal);
  try {
    await attempt.work.run(run);
  } catch (error) {
    if (error instanceof LeaseLostError) throw error;
    return await settleFailure(context, attempt, error, signal);
  }
  if (!settled()) await completeJob(context.db, attempt.job, context.now());
}

function openRun({ now }: StepContext, job: LeasedJob, signal: AbortSignal) {
  let settled = false;
  const run: JobRun = {
    id: job.id,
    attempt: job.attempts,
    signal,
    async again(tx, at, payload) {
      await requeueJob(tx, job, { runAt: at, payload, attempts: "reset" });
      settled = true;
    },
    async wait(tx, at) {
      const runAt = Math.max(at, now() + SHORTEST_WAIT_MS);
      await requeueJob(tx, job, { runAt, attempts: "refund" });
      settled = true;
    },
    async done(tx) {
      await completeJob(tx, job, now());
      settled = true;
    },
  };
  return { run, settled: () => settled };
}

async function settleFailure(
  context: StepContext,
  attempt: Attempt,
  error: unknown,
  signal: AbortSignal,
): Promise<void> {
  const { db, now, log, random } = context;
  const { job, maxAttempts } = attempt;
  const problem = problemOf(error);
  const details = { job: job.id, kind: job.kind, attempt: job.attempts, problem };
  if (signal.aborted) {
    return await requeueJob(db, job, { runAt: now(), attempts: "refund", problem });
  }
  if (job.attempts >= maxAttempts) {
    return await bury(context, attempt, problem);
  }
  log.warn("Job failed and will be tried again", details);
  const runAt = now() + backoffMs(job.attempts, random);
  await requeueJob(db, job, { runAt, attempts: "keep", problem });
}

/** 5 s, 15 s, 45 s … an hour, each halved to one and a half times that, so that failures spread. */
function backoffMs(attempt: number, random: () => number): number {
  const delay = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 3 ** (attempt - 1));
  return Math.round(delay * (0.5 + random()));
}

async function bury(
  { db, now, log }: StepContext,
  { job, work, maxAttempts }: Attempt,
  problem: string,
): Promise<void> {
  log.error("Job buried", { job: job.id, kind: job.kind, attempt: job.attempts, problem });
  // `onBuried` has a few chances, each when the lease runs out; then it must not keep its job alive.
  if (!work || job.attempts >= maxAttempts + BURIALS) return await buryJob(db, job, problem, now());
  await db.transaction(async (tx) => {
    await buryJob(tx, job, problem, now());
    await work.onBuried(tx, problem);
  });
}
