import { uuidv7 } from "uuidv7";
import type { Db } from "@/db/client.ts";
import { nextDueAt } from "@/db/jobs.ts";
import { type LeasedJob, leaseJobs, LeaseLostError } from "@/db/leases.ts";
import type { Handlers } from "./handlers.ts";
import { startHeartbeat } from "./heartbeat.ts";
import { type Log, problemOf } from "@/domain/log.ts";
import { runStep } from "./step.ts";

const KICK_BUDGET_MS = 50_000;

export interface WorkerOptions {
  db: Db;
  handlers: Handlers;
  now: () => number;
  log: Log;
  /** How long a worker may be silent before its jobs are taken from it. */
  leaseMs?: number;
  concurrency?: number;
  random?: () => number;
  /** Asked after each drain to call `kick` at that time. */
  ring?: (at: number) => Promise<void>;
}

export interface Worker {
  /** Runs steps until nothing is due or the budget is spent; joins a drain under way. Answers how many. */
  drain(options: { budgetMs: number }): Promise<number>;
  /** Starts a drain, or makes the one under way look again. */
  kick(): void;
  /** Resolves once no drain is under way. */
  settled(): Promise<void>;
  /** Leases no more, tells the running steps to end and waits for them. */
  stop(): Promise<void>;
}

interface Running {
  kind: string;
  ended: Promise<void>;
}

export function openWorker(options: WorkerOptions): Worker {
  return new Drain(options);
}

class Drain implements Worker {
  readonly #options: Required<Omit<WorkerOptions, "ring">> & Pick<WorkerOptions, "ring">;
  readonly #stopping = new AbortController();
  #underWay?: Promise<number>;
  #again = false;
  #kicked = Promise.withResolvers<void>();

  constructor(options: WorkerOptions) {
    this.#options = { leaseMs: 60_000, concurrency: 4, random: Math.random, ...options };
  }

  drain({ budgetMs }: { budgetMs: number }): Promise<number> {
    this.#again = true;
    this.#kicked.resolve();
    return this.#underWay ??= this.#drainUntil(this.#options.now() + budgetMs)
      .finally(() => this.#rest());
  }

  kick(): void {
    this.drain({ budgetMs: KICK_BUDGET_MS }).catch((error) =>
      this.#options.log.error("Cannot drain the jobs", { problem: problemOf(error) })
    );
  }

  async settled(): Promise<void> {
    while (this.#underWay) await Promise.allSettled([this.#underWay]);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#kicked.resolve();
    await this.settled();
  }

  async #drainUntil(deadline: number): Promise<number> {
    let steps = 0;
    while (this.#again && this.#mayLease(deadline)) {
      steps += await this.#runDue(deadline);
      await this.#ringForNext();
    }
    return steps;
  }

  #rest(): void {
    this.#underWay = undefined;
    if (this.#again && !this.#stopping.signal.aborted) this.kick();
  }

  #mayLease(deadline: number): boolean {
    return !this.#stopping.signal.aborted && this.#options.now() < deadline;
  }

  async #runDue(deadline: number): Promise<number> {
    const { db, now, leaseMs, concurrency } = this.#options;
    const running = new Set<Running>();
    let steps = 0;
    try {
      while (this.#mayLease(deadline)) {
        this.#again = false;
        this.#kicked = Promise.withResolvers();
        const room = this.#roomBeside(running);
        const leased = await leaseJobs(db, { token: uuidv7(), now: now(), leaseMs, ...room });
        for (const job of leased) {
          const ended = this.#runLeased(job).finally(() => running.delete(step));
          const step = { kind: job.kind, ended };
          running.add(step);
        }
        steps += leased.length;
        const wasAll = leased.length < room.limit && room.without.length === 0;
        if (running.size === 0 && wasAll) break;
        const mayFindMore = running.size < concurrency;
        if (running.size === 0 || mayFindMore && leased.length === room.limit) continue;
        const endings = Array.from(running, ({ ended }) => ended);
        await Promise.race(mayFindMore ? [...endings, this.#kicked.promise] : endings);
      }
    } finally {
      await Promise.all(Array.from(running, ({ ended }) => ended));
    }
    return steps;
  }

  /** How many jobs may be leased, and of which kinds none: so few that no kind can become too many. */
  #roomBeside(running: Set<Running>): { limit: number; without: string[] } {
    const { handlers, concurrency } = this.#options;
    const kinds = Array.from(running, ({ kind }) => kind);
    const left = Object.entries(handlers).map(([kind, { atOnce = Infinity }]) => ({
      kind,
      room: atOnce - kinds.filter((each) => each === kind).length,
    }));
    return {
      limit: Math.min(
        concurrency - running.size,
        ...left.flatMap(({ room }) => room > 0 ? [room] : []),
      ),
      without: left.flatMap(({ kind, room }) => room > 0 ? [] : [kind]),
    };
  }

  /** Never rejects: what cannot be settled comes back when its lease runs out. */
  async #runLeased(job: LeasedJob): Promise<void> {
    const { log } = this.#options;
    const lost = new AbortController();
    const heartbeat = startHeartbeat(this.#options, job, () => lost.abort());
    const details = { job: job.id, kind: job.kind, attempt: job.attempts };
    try {
      await runStep(this.#options, job, AbortSignal.any([this.#stopping.signal, lost.signal]));
    } catch (error) {
      if (error instanceof LeaseLostError) log.warn("Job was taken by another worker", details);
      else log.error("Cannot settle a job", { ...details, problem: problemOf(error) });
    } finally {
      await heartbeat.stop();
    }
  }

  async #ringForNext(): Promise<void> {
    const { db, ring, log } = this.#options;
    if (!ring || this.#stopping.signal.aborted) return;
    try {
      const at = await nextDueAt(db);
      if (at !== undefined) await ring(at);
    } catch (error) {
      log.warn("Cannot ring for the next job", { problem: problemOf(error) });
    }
  }
}
