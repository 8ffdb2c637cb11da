import type { z } from "zod";
import type { Tx } from "@/db/client.ts";

/** One attempt at a job. A step that returns without having settled itself is completed for it. */
export interface JobRun {
  id: string;
  /** 1 for the first. */
  attempt: number;
  /** Ends the step inside the caller's transaction and runs the job again at `at`, its attempts forgiven. */
  again(tx: Tx, at: number, payload?: unknown): Promise<void>;
  /** Ends the step inside the caller's transaction, to wait for a quota or a lock: runs again then, and no attempt is spent. */
  wait(tx: Tx, at: number): Promise<void>;
  /** Completes the job inside the caller's transaction: its effects and its end are one change. */
  done(tx: Tx): Promise<void>;
  /** Aborts when the worker stops or the lease is lost. */
  signal: AbortSignal;
}

/** A payload that was checked, bound to what is done with it. */
export interface Work {
  run(run: JobRun): Promise<void>;
  /** In the transaction that buries the job, so use only `tx`. */
  onBuried(tx: Tx, problem: string): Promise<void>;
}

export interface Handler {
  /** Counts instead of the number in the job's row. */
  maxAttempts?: number;
  /** At most so many at once in one worker: what waits for strangers may not take every place. */
  atOnce?: number;
  /** Throws when the payload is not one of this kind. */
  parse(payload: unknown): Work;
}

export type Handlers = Record<string, Handler>;

interface HandlerOptions<P> {
  onBuried?: (tx: Tx, payload: P, problem: string) => Promise<void>;
  maxAttempts?: number;
  atOnce?: number;
}

export function defineHandler<P>(
  schema: z.ZodType<P>,
  run: (payload: P, run: JobRun) => Promise<void>,
  { onBuried, maxAttempts, atOnce }: HandlerOptions<P> = {},
): Handler {
  return {
    maxAttempts,
    atOnce,
    parse(json) {
      const payload = schema.parse(json);
      return {
        run: (attempt) => run(payload, attempt),
        onBuried: async (tx, problem) => await onBuried?.(tx, payload, problem),
      };
    },
  };
}
