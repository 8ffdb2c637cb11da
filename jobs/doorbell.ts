import { dirname } from "node:path";
import { type Log, problemOf } from "@/domain/log.ts";

/** Says that there may be work. A hint: what it loses, the cron finds; its failure must fail nobody's request. */
interface Doorbell {
  /** Now, or at an instant that is still to come. */
  ring(at?: number): Promise<void>;
  close(): void;
}

interface DoorbellOptions {
  kvPath?: string;
  /** Left out by a process that only rings for others. */
  onRing?: () => void;
  /** Deno Deploy has no queues: `enqueue` throws there, and `listenQueue` hangs without a word. */
  onDeploy: boolean;
  now?: () => number;
  log?: Log;
}

/** Ringing early is harmless, so a far instant is approached in steps. */
const LONGEST_DELAY_MS = 3_600_000;

export async function openDoorbell(options: DoorbellOptions): Promise<Doorbell> {
  return options.onDeploy ? openTimerBell(options) : await openQueueBell(options);
}

async function openQueueBell(
  { kvPath, onRing, now = Date.now, log }: DoorbellOptions,
): Promise<Doorbell> {
  if (kvPath) await Deno.mkdir(dirname(kvPath), { recursive: true });
  const kv = await Deno.openKv(kvPath);
  const pending = new Set<number>();
  if (onRing) {
    const listening = kv.listenQueue((at) => {
      if (typeof at === "number") pending.delete(at);
      onRing();
    });
    // It ends when the store closes, so nobody waits for it.
    listening.catch((error) => log?.error("The doorbell broke", { problem: problemOf(error) }));
  }

  return {
    async ring(at = now()) {
      const delay = Math.min(at - now(), LONGEST_DELAY_MS);
      if (delay <= 0) return void await kv.enqueue(at);
      const soonest = now() + delay;
      for (const other of pending) if (other <= now()) pending.delete(other);
      if (pending.values().some((other) => other <= soonest)) return;
      await kv.enqueue(soonest, { delay });
      pending.add(soonest);
    },
    close: () => kv.close(),
  };
}

function openTimerBell({ onRing, now = Date.now }: DoorbellOptions): Doorbell {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let soonest = Infinity;

  function wait(at: number): void {
    clearTimeout(timer);
    soonest = at;
    timer = setTimeout(() => {
      soonest = Infinity;
      onRing?.();
    }, Math.min(at - now(), LONGEST_DELAY_MS));
  }

  return {
    ring(at = now()) {
      if (at <= now()) onRing?.();
      else if (at < soonest) wait(at);
      return Promise.resolve();
    },
    close: () => clearTimeout(timer),
  };
}
