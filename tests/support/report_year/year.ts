import type { Db } from "@/db/client.ts";
import { nextDueAt } from "@/db/jobs.ts";
import type { Mailer } from "@/domain/mail/mailer.ts";
import { oweReports } from "@/domain/reports/due.ts";
import { openSealer } from "@/domain/tokens/sealing.ts";
import { openStrava } from "@/adapters/strava.ts";
import { openWebhookSender } from "@/adapters/webhook_sender.ts";
import { openWork } from "@/jobs/work.ts";
import { openTestWorker } from "@/tests/support/worker.ts";
import { openClock } from "@/tests/support/clock.ts";
import { openTestDatabase } from "@/tests/support/database.ts";
import { createRandom, type Random } from "@/tools/strava_simulator/random.ts";
import { expectedReports } from "./expected.ts";
import { giveRunners } from "./runners.ts";

const MINUTE = 60_000;
const TICK_MS = 15 * MINUTE;
const HOUR = 60 * MINUTE;
const NOBODY = "http://127.0.0.1:9";

export interface Year {
  /** What was due, by runner and period, and when. */
  expected: Map<string, number>;
  /** What a provider delivered: how often, and when first. */
  delivered: Map<string, { times: number; at: number }>;
  /** Spans in which nothing ran. */
  outages: [from: number, to: number][];
  crashes: number;
}

/**
 * A year of reports on a virtual clock. The cron and the sender die at random: before a transaction ends and after it,
 * before the provider has the mail and after it; and some times all is down for hours, once for three days.
 */
export async function liveYear(
  { runners: count, seed, from, to }: { runners: number; seed: number; from: number; to: number },
): Promise<Year> {
  const database = await openTestDatabase("file");
  const random = createRandom(seed);
  const clock = openClock(from);
  const deaths = openDeaths(random);
  const { mailer, delivered } = openProvider(deaths, clock.now);
  try {
    const runners = await giveRunners(database.db, count, { from, seed });
    const db = deaths.over(database.db);
    const worker = openTestWorker(
      database.db,
      openWork({ ...context(db, mailer), now: clock.now }),
      {
        clock,
        random: () => 0.5,
        concurrency: 8,
      },
    );
    const outages = planOutages(random, from, to);
    for (let tick = from; tick <= to; tick += TICK_MS) {
      if (outages.some(([begins, ends]) => tick >= begins && tick < ends)) continue;
      clock.advance(Math.max(0, tick - clock.now()));
      while (clock.now() < tick + TICK_MS && await deaths.kill(() => oweReports(db, clock.now()))) {
        // The next time that it comes by.
        clock.advance(5 * MINUTE);
      }
      for (;;) {
        await worker.drain({ budgetMs: 1e12 });
        const next = await nextDueAt(database.db);
        if (next === undefined || next >= tick + TICK_MS) break;
        clock.advance(Math.max(1, next - clock.now()));
      }
    }
    await worker.stop();
    return {
      expected: expectedReports(runners, { from, to }),
      ...{ delivered, outages, crashes: deaths.count() },
    };
  } finally {
    await database.close();
  }
}

function context(db: Db, mailer: Mailer) {
  return {
    ...{ db, mailer, maxAgeMs: null },
    strava: openStrava({ apiUrl: NOBODY, oauthUrl: NOBODY, clientId: "1", clientSecret: "none" }),
    sealer: openSealer([{ id: "year", key: new Uint8Array(32).fill(7) }]),
    sender: openWebhookSender({ allowLoopback: false }),
    // What a report says is tested elsewhere; here it is which one.
    compose: (content: { kind: string; period?: string }) =>
      Promise.resolve({ subject: content.period ?? content.kind, html: "", text: "" }),
  };
}

class Death extends Error {}

/** Chance of dying at each step. */
const DEADLY = 0.02;

function openDeaths(random: Random) {
  let count = 0;
  const mayDie = () => {
    if (!random.chance(DEADLY)) return;
    count++;
    throw new Death("The process died");
  };
  const over = (db: Db): Db =>
    new Proxy(db, {
      get(target, name, receiver) {
        if (name !== "transaction") return Reflect.get(target, name, receiver);
        const transaction: Db["transaction"] = async (work, options) => {
          const value = await target.transaction(async (tx) => {
            const done = await work(tx);
            mayDie();
            return done;
          }, options);
          mayDie();
          return value;
        };
        return transaction;
      },
    });
  /** Whether it died. */
  const kill = async (act: () => Promise<void>): Promise<boolean> => {
    try {
      await act();
      return false;
    } catch (error) {
      if (error instanceof Death) return true;
      throw error;
    }
  };
  return { over, kill, mayDie, count: () => count };
}

/** Delivers each id once, as providers do that take an idempotency key, for a day. */
function openProvider({ mayDie }: ReturnType<typeof openDeaths>, now: () => number) {
  const delivered: Year["delivered"] = new Map();
  const known = new Map<string, number>();
  const mailer: Mailer = {
    recognisesRepeats: true,
    close: () => {},
    send({ id, to, subject }) {
      mayDie();
      const isRepeat = now() - (known.get(id) ?? -Infinity) < 24 * HOUR;
      known.set(id, known.get(id) ?? now());
      if (!isRepeat) {
        const key = `${to.split("@")[0]} ${subject}`;
        const { times = 0, at = now() } = delivered.get(key) ?? {};
        delivered.set(key, { times: times + 1, at });
      }
      mayDie();
      return Promise.resolve();
    },
  };
  return { mailer, delivered };
}

function planOutages(random: Random, from: number, to: number): Year["outages"] {
  const short = Array.from({ length: 24 }, (): [number, number] => {
    const begins = random.between(from, to);
    return [begins, begins + random.between(5 * MINUTE, 8 * HOUR)];
  });
  const begins = random.between(from, to - 100 * HOUR);
  return [...short, [begins, begins + 72 * HOUR]];
}

/** How long a report was late while something could have sent it, in ms. */
export function lateness(due: number, at: number, outages: Year["outages"]): number {
  const down = outages.map((
    [from, to],
  ): [number, number] => [Math.max(from, due), Math.min(to, at)])
    .filter(([from, to]) => to > from).sort(([a], [b]) => a - b);
  let [lost, until] = [0, due];
  for (const [from, to] of down) {
    lost += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return at - due - lost;
}

/** What went wrong in a year, in words, and how much there was. */
export function judgeYear({ expected, delivered, outages }: Year) {
  const problems: string[] = [];
  let latest = 0;
  for (const [key, due] of expected) {
    const found = delivered.get(key);
    if (!found) {
      problems.push(`${key} never came`);
      continue;
    }
    if (found.times > 1) problems.push(`${key} came ${found.times} times`);
    if (found.at < due) problems.push(`${key} came early`);
    latest = Math.max(latest, lateness(due, found.at, outages));
    if (lateness(due, found.at, outages) > HOUR) problems.push(`${key} came late`);
  }
  for (const key of delivered.keys()) {
    if (!expected.has(key)) problems.push(`${key} was not due`);
  }
  return { problems, latestMinutes: Math.round(latest / MINUTE) };
}
