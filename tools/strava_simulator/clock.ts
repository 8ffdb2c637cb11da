export interface Clock {
  now(): number;
  /** Virtual minus base time in milliseconds. */
  offset(): number;
  /** Runs the task when virtual time reaches `dueMs`; returns its cancellation. */
  schedule(dueMs: number, task: () => Promise<void> | void): () => void;
  /** Moves virtual time on, running what falls due at its own minute, and waits for it. */
  advance(ms: number): Promise<void>;
  /** Jumps to an instant; backwards is allowed and runs nothing. */
  set(ms: number): Promise<void>;
  cancelAll(): void;
  /** Waits for the tasks that are running now. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

interface Task {
  dueMs: number;
  run: () => Promise<void> | void;
}

const longestTimerMs = 60_000;

export function createClock(base: () => number, startOffset = 0): Clock {
  let offset = startOffset;
  let closed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tasks = new Set<Task>();
  const running = new Set<Promise<void>>();
  const now = () => base() + offset;

  function earliest(): Task | undefined {
    let first: Task | undefined;
    for (const task of tasks) if (!first || task.dueMs < first.dueMs) first = task;
    return first;
  }

  function start(task: Task): Promise<void> {
    tasks.delete(task);
    const work = Promise.resolve().then(task.run).finally(() => running.delete(work));
    running.add(work);
    return work;
  }

  function arm(): void {
    clearTimeout(timer);
    timer = undefined;
    const first = earliest();
    if (!first || closed) return;
    const wait = Math.min(Math.max(first.dueMs - now(), 1), longestTimerMs);
    timer = setTimeout(ring, wait);
  }

  function ring(): void {
    for (const task of [...tasks]) if (task.dueMs <= now()) start(task);
    arm();
  }

  async function moveTo(targetOffset: number): Promise<void> {
    let first = earliest();
    while (!closed && first && first.dueMs <= base() + targetOffset) {
      offset = Math.max(offset, first.dueMs - base());
      await start(first);
      first = earliest();
    }
    offset = targetOffset;
    arm();
  }

  async function settle(): Promise<void> {
    while (running.size > 0) await Promise.allSettled([...running]);
  }

  return {
    now,
    offset: () => offset,
    schedule(dueMs, run) {
      const task = { dueMs, run };
      tasks.add(task);
      arm();
      return () => {
        if (tasks.delete(task)) arm();
      };
    },
    advance: (ms) => moveTo(offset + ms),
    set: (ms) => moveTo(ms - base()),
    cancelAll() {
      tasks.clear();
      arm();
    },
    settle,
    async close() {
      closed = true;
      tasks.clear();
      arm();
      await settle();
    },
  };
}
