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
  const now = () => base() + offset;
  const tasks = openTasks();
  const arm = openAlarm(tasks, now);

  async function moveTo(targetOffset: number): Promise<void> {
    const isDue = (task: Task) => task.dueMs <= base() + targetOffset;
    for (let task = tasks.earliest(); task && isDue(task); task = tasks.earliest()) {
      offset = Math.max(offset, task.dueMs - base());
      await tasks.start(task);
    }
    offset = targetOffset;
    arm();
  }

  return {
    now,
    offset: () => offset,
    schedule(dueMs, run) {
      const cancel = tasks.add({ dueMs, run });
      arm();
      return () => {
        if (cancel()) arm();
      };
    },
    advance: (ms) => moveTo(offset + ms),
    set: (ms) => moveTo(ms - base()),
    cancelAll() {
      tasks.clear();
      arm();
    },
    settle: tasks.settle,
    async close() {
      tasks.close();
      arm();
      await tasks.settle();
    },
  };
}

/** Answers how to set a timer for the earliest task, whichever that is by now. */
function openAlarm(tasks: Tasks, now: () => number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;

  function arm(): void {
    clearTimeout(timer);
    const first = tasks.earliest();
    if (!first) return;
    const wait = Math.min(Math.max(first.dueMs - now(), 1), longestTimerMs);
    timer = setTimeout(ring, wait);
  }

  function ring(): void {
    for (const task of tasks.dueBy(now())) tasks.start(task);
    arm();
  }

  return arm;
}

type Tasks = ReturnType<typeof openTasks>;

/** What waits for its time, and what runs now. Once closed, nothing starts any more. */
function openTasks() {
  const waiting = new Set<Task>();
  const running = new Set<Promise<void>>();
  let closed = false;

  return {
    add(task: Task): () => boolean {
      if (!closed) waiting.add(task);
      return () => waiting.delete(task);
    },
    earliest: () => [...waiting].sort((a, b) => a.dueMs - b.dueMs).at(0),
    dueBy: (ms: number) => [...waiting].filter(({ dueMs }) => dueMs <= ms),
    start(task: Task): Promise<void> {
      waiting.delete(task);
      const work = Promise.resolve().then(task.run).finally(() => running.delete(work));
      running.add(work);
      return work;
    },
    async settle(): Promise<void> {
      while (running.size > 0) await Promise.allSettled([...running]);
    },
    clear: () => waiting.clear(),
    close() {
      closed = true;
      waiting.clear();
    },
  };
}
