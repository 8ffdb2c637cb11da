import type { Db } from "@/db/client.ts";
import { extendLease, type Lease, LeaseLostError } from "@/db/leases.ts";
import { type Log, problemOf } from "@/domain/log.ts";

interface Heartbeat {
  /** Waits for a beat under way: nothing is written after. */
  stop(): Promise<void>;
}

/** Keeps a lease from running out while its step runs; calls `onLost` when it is too late. */
export function startHeartbeat(
  { db, now, leaseMs, log }: { db: Db; now: () => number; leaseMs: number; log: Log },
  lease: Lease,
  onLost: () => void,
): Heartbeat {
  let beating: Promise<void> | undefined;

  async function beat(): Promise<void> {
    try {
      await extendLease(db, lease, now() + leaseMs);
    } catch (error) {
      if (error instanceof LeaseLostError) onLost();
      else log.warn("Cannot extend a lease", { job: lease.id, problem: problemOf(error) });
    }
  }

  const timer = setInterval(() => {
    beating ??= beat().finally(() => beating = undefined);
  }, leaseMs / 3);
  return {
    async stop() {
      clearInterval(timer);
      await beating;
    },
  };
}
