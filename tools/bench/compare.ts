import type { Target } from "./load.ts";
import { load } from "./processes.ts";
import type { Server } from "./site.ts";
import { median, percentile, printTable, round } from "./table.ts";

const CONNECTIONS = 16;

interface Measured {
  rate: number;
  p50: number;
  p99: number;
  cpu: number | undefined;
}

interface Comparison {
  hello: Server;
  app: Server;
  /** Those of one name are one line of the table, asked for in turn. */
  targets: Target[];
  rounds: number;
  seconds: number;
}

/** Measures each kind of request in turn, round after round, beside the least that a server of this runtime can do. */
export async function compareWithHello(
  what: string,
  { hello, app, targets, rounds, seconds }: Comparison,
): Promise<void> {
  const least: Target = { name: "hello world", path: "/" };
  const kinds = Map.groupBy(targets, ({ name }) => name);
  const cases = [
    { server: hello, name: least.name, targets: [least] },
    ...[...kinds].map(([name, targets]) => ({ server: app, name, targets })),
  ];
  for (const { server, targets } of cases) await measure(server, targets, 1);
  const results: Measured[][] = cases.map(() => []);
  for (let n = 0; n < rounds; n++) {
    for (const [i, { server, targets }] of cases.entries()) {
      results[i].push(await measure(server, targets, seconds));
    }
  }
  const title = `${what}, ${CONNECTIONS} connections, median of ${rounds} rounds of ${seconds} s`;
  printResults(title, cases.map(({ name }) => name), results);
}

function printResults(title: string, names: string[], results: Measured[][]): void {
  const mid = (i: number, of: (m: Measured) => number | undefined) =>
    median(results[i].map((measured) => of(measured) ?? NaN));
  const shares = (i: number, of: (m: Measured) => number) =>
    median(results[i].map((measured, n) => of(results[0][n]) / of(measured)));
  printTable(
    title,
    ["", "requests/s", "p50 ms", "p99 ms", "CPU µs", "1/hello by rate", "by CPU"],
    names.map((name, i) => [
      name,
      round(mid(i, (m) => m.rate)),
      round(mid(i, (m) => m.p50), 2),
      round(mid(i, (m) => m.p99), 2),
      round(mid(i, (m) => m.cpu)),
      `1/${round(shares(i, (m) => m.rate), 1)}`,
      `1/${round(1 / shares(i, (m) => m.cpu ?? NaN), 1)}`,
    ]),
  );
  console.log(
    "Hello world may be held up by its driver, so its share of the processor is what to judge by.",
  );
}

async function measure(
  { child, port }: Server,
  targets: Target[],
  seconds: number,
): Promise<Measured> {
  const [{ name, status = "200" }] = targets;
  const before = child.cpuMicros();
  const result = await load({ port, targets, connections: CONNECTIONS, seconds });
  const after = child.cpuMicros();
  const { ms, statuses } = result.answers[name];
  if (Object.keys(statuses).some((answered) => answered !== status)) {
    throw new Error(`${name} answered ${JSON.stringify(statuses)}`);
  }
  return {
    rate: ms.length / result.seconds,
    p50: percentile(ms, 0.5),
    p99: percentile(ms, 0.99),
    cpu: before === undefined || after === undefined ? undefined : (after - before) / ms.length,
  };
}
