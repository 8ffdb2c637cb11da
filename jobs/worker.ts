import { openDoorbell } from "./doorbell.ts";
import { openWorker, type Worker, type WorkerOptions } from "./drain.ts";

interface StartedWorker extends Pick<Worker, "drain" | "settled" | "stop"> {
  ring(at?: number): Promise<void>;
}

/** A worker behind its doorbell: each drain ends by ringing for the next job, so that nobody has to poll. */
export async function startWorker(
  { kvPath, onDeploy, ...options }: Omit<WorkerOptions, "ring"> & {
    kvPath?: string;
    onDeploy: boolean;
  },
): Promise<StartedWorker> {
  const worker = openWorker({ ...options, ring: async (at) => await (await opening).ring(at) });
  const { now, log } = options;
  const opening = openDoorbell({ kvPath, onDeploy, now, log, onRing: () => worker.kick() });
  const doorbell = await opening;
  // What was left when the last process ended.
  worker.kick();
  return {
    drain: (budget) => worker.drain(budget),
    settled: () => worker.settled(),
    ring: (at) => doorbell.ring(at),
    async stop() {
      await worker.stop();
      doorbell.close();
    },
  };
}
