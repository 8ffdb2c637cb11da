/** What to ask for: `{n}` in a path is another number each time. */
export interface Target {
  name: string;
  path: string;
  headers?: Record<string, string>;
  /** A form to post. */
  form?: string;
  /** What it should answer; 200 unless named. */
  status?: string;
}

export interface LoadPlan {
  port: number;
  targets: Target[];
  connections: number;
  seconds: number;
  /** Requests a second, evenly spaced; without it each connection asks again as soon as it is answered. */
  rate?: number;
}

export interface LoadResult {
  seconds: number;
  /** By target's name: milliseconds, in ascending order, and what was answered. */
  answers: Record<string, { ms: number[]; statuses: Record<string, number>; bytes: number }>;
}

const LINE_END = "\r\n";
let asked = 0;

/** Drives one server over kept-alive connections; ends after its seconds, or sooner when stdin closes. */
async function drive(plan: LoadPlan): Promise<LoadResult> {
  const { targets, connections, seconds } = plan;
  const answers: LoadResult["answers"] = Object.fromEntries(
    targets.map(({ name }) => [name, { ms: [], statuses: {}, bytes: 0 }]),
  );
  const wires = await Promise.all(Array.from({ length: connections }, () => openWire(plan.port)));
  // The first moments go to this process's own warming up.
  for (const wire of wires) for (const target of targets) await wire.ask(target, asked++);
  const began = performance.now();
  const until = began + seconds * 1000;
  let stopped = false;
  whenStdinCloses(() => stopped = true);
  const isOver = () => stopped || performance.now() >= until;
  const next = plan.rate ? openSchedule(plan.rate, isOver) : undefined;

  async function use(wire: Wire): Promise<void> {
    while (!isOver()) {
      const since = next ? await next() : performance.now();
      if (since === undefined) break;
      const target = targets[asked % targets.length];
      const { status, bytes } = await wire.ask(target, asked++);
      const answer = answers[target.name];
      answer.ms.push(performance.now() - since);
      answer.bytes += bytes;
      answer.statuses[status] = (answer.statuses[status] ?? 0) + 1;
    }
    wire.close();
  }

  await Promise.all(wires.map(use));
  const took = (performance.now() - began) / 1000;
  for (const { ms } of Object.values(answers)) ms.sort((a, b) => a - b);
  return { seconds: took, answers };
}

/** Gives out the instants at which requests are due, to whoever is free: waiting for a free connection counts. */
function openSchedule(rate: number, isOver: () => boolean): () => Promise<number | undefined> {
  const began = performance.now();
  const due: number[] = [];
  const free: ((since: number | undefined) => void)[] = [];
  let made = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    for (; made < (now - began) / 1000 * rate; made++) due.push(now);
    while (free.length > 0 && due.length > 0) free.shift()?.(due.shift());
    if (!isOver()) return;
    clearInterval(timer);
    for (const taker of free) taker(undefined);
  }, 1);
  return () => {
    if (isOver()) return Promise.resolve(undefined);
    if (due.length > 0) return Promise.resolve(due.shift());
    return new Promise((resolve) => free.push(resolve));
  };
}

interface Wire {
  ask(target: Target, n: number): Promise<{ status: string; bytes: number }>;
  close(): void;
}

/** HTTP/1.1 without a client's comforts, so that the server and not the driver is what is measured. */
async function openWire(port: number): Promise<Wire> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  connection.setNoDelay(true);
  const buffer = new Uint8Array(256 * 1024);
  const decoder = new TextDecoder("latin1");
  const encoder = new TextEncoder();

  async function ask({ path, headers = {}, form }: Target, n: number) {
    const ofForm = form === undefined ? {} : {
      "content-type": "application/x-www-form-urlencoded",
      "content-length": String(form.length),
    };
    const lines = Object.entries({ host: `127.0.0.1:${port}`, ...ofForm, ...headers })
      .map(([name, value]) => `${name}: ${value}`);
    const url = path.replace("{n}", String(n));
    const verb = form === undefined ? "GET" : "POST";
    const head = [`${verb} ${url} HTTP/1.1`, ...lines, "", form ?? ""].join(LINE_END);
    await writeAll(encoder.encode(head));
    return await readAnswer();
  }

  async function writeAll(bytes: Uint8Array): Promise<void> {
    for (let sent = 0; sent < bytes.length;) sent += await connection.write(bytes.subarray(sent));
  }

  async function readAnswer() {
    let filled = 0, end = -1, head = "";
    while (end < 0) {
      filled += await readSome(filled);
      head = decoder.decode(buffer.subarray(0, Math.min(filled, 4096)));
      end = head.indexOf(LINE_END + LINE_END);
    }
    const status = head.slice(9, 12);
    const length = /\r\ncontent-length: (\d+)/i.exec(head.slice(0, end));
    if (length || status === "304") {
      const whole = end + 4 + Number(length?.[1] ?? 0);
      while (filled < whole) filled += await readSome(filled);
    } else while (!endsChunks(buffer, filled)) filled += await readSome(filled);
    return { status, bytes: filled };
  }

  async function readSome(filled: number): Promise<number> {
    const count = await connection.read(buffer.subarray(filled));
    if (!count) throw new Error("The server closed a connection");
    return count;
  }

  return { ask, close: () => connection.close() };
}

/** The last chunk is "0", and two empty lines. */
function endsChunks(buffer: Uint8Array, filled: number): boolean {
  return [48, 13, 10, 13, 10].every((byte, i) => buffer[filled - 5 + i] === byte);
}

async function whenStdinCloses(act: () => void): Promise<void> {
  await Deno.stdin.readable.pipeTo(new WritableStream());
  act();
}

const result = await drive(JSON.parse(Deno.args[0]));
await Deno.stdout.write(new TextEncoder().encode(JSON.stringify(result)));
Deno.exit(0);
