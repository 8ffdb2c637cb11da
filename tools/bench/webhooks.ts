import { type Db, migrateDatabase, openDatabase } from "@/db/client.ts";
import { countAllUnhandled } from "@/db/strava_events.ts";
import { matchLedger } from "@/tests/support/ledger.ts";
import { type Simulator, startSimulator, syntheticAthlete } from "../strava_simulator/mod.ts";
import { createRandom, type Random } from "../strava_simulator/random.ts";
import { runImport } from "./pages_during_import.ts";
import { describeMachine, start, withFolder } from "./processes.ts";
import { seedRunner } from "./seed.ts";
import { appEnv, cookieOf, serve } from "./site.ts";
import { percentile, printTable, round } from "./table.ts";

/** `deno task bench:webhooks [events] [seconds]` */
const [count = 500, seconds = 10] = Deno.args.map(Number);
const ATHLETE = 7_600_001;
const ACTIVITIES = 600;
/** Of what is told, so much is told again. */
const REPEATED = 0.4;
const SETTLED_WITHIN_MS = 300_000;

/** A flock of events, some twice and none in order, while the server also reads the details of what it imported. */
async function main(folder: string): Promise<void> {
  const databaseUrl = `file:${folder}/bench.db`;
  const { db, cookie } = await seed(databaseUrl);
  const strava = await startSimulator({
    athletes: [syntheticAthlete({ id: ATHLETE, activities: ACTIVITIES })],
  });
  strava.setApp({ limits: "unlimited" });
  strava.setBehaviour({ autoConsent: true });
  let env: Record<string, string> = {};
  await using app = await serve("../../main.ts", (port) => ({
    env: env = appEnv(folder, port, databaseUrl, strava),
  }));
  await using hello = await serve("hello.ts", (port) => ({ args: [String(port)] }));
  console.log(describeMachine());
  const { added } = await runImport(app.port, cookie, ATHLETE);
  await using subscribing = start(1, "../strava_subscribe.ts", { args: ["create"], env });
  await subscribing.process.status;
  const callback = strava.subscription()?.callbackUrl;
  if (!callback) throw new Error("There is no subscription");

  const bodies = disturb(strava, createRandom(500));
  const reference = await send(`http://127.0.0.1:${hello.port}/`, bodies);
  const answers = await send(callback, bodies);
  printTable(
    `${bodies.length} events in ${seconds} s to a server that reads details of ${added} activities, ms`,
    ["", "p50", "p99", "longest", "refused"],
    [rowOf("hello world", reference), rowOf("callback", answers)],
  );
  const took = await untilSettled(db);
  await matchLedger(db, strava, ATHLETE);
  console.log(`${round(took / 1000)} s later every activity is here as it is at Strava.`);
  await strava.stop();
}

async function seed(databaseUrl: string): Promise<{ db: Db; cookie: string }> {
  const { db } = await openDatabase(databaseUrl);
  await migrateDatabase(db);
  const runner = await seedRunner(db, { email: "ana@bench.invalid", runs: 0, now: Date.now() });
  return { db, cookie: cookieOf(runner) };
}

/** Edits, additions and deletions at once, and what Strava would say of them: shuffled, and in part twice. */
function disturb(strava: Simulator, random: Random): string[] {
  const known = shuffle(strava.activities(ATHLETE).map(({ id }) => id), random);
  const distinct = Math.round(count * (1 - REPEATED));
  const silent = { event: false };
  const told = Array.from({ length: distinct }, (_, n) => {
    const id = known[n];
    if (n % 6 === 0) {
      const { id } = strava.insertActivity(ATHLETE, { distanceMeters: 1_000 + n }, silent);
      return eventOf(strava, id, "create", {});
    }
    if (n % 6 === 1) {
      strava.deleteActivity(id, silent);
      return eventOf(strava, id, "delete", {});
    }
    strava.updateActivity(id, { name: `Edited ${n}` }, silent);
    return eventOf(strava, id, "update", { title: `Edited ${n}` });
  });
  const again = Array.from(
    { length: count - distinct },
    () => told[random.whole(0, told.length - 1)],
  );
  return shuffle([...told, ...again], random);
}

function shuffle<T>(items: T[], random: Random): T[] {
  return items.map((item) => ({ item, at: random.next() })).sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

function eventOf(
  strava: Simulator,
  id: string,
  aspect: string,
  updates: Record<string, string>,
): string {
  return JSON.stringify({
    object_type: "activity",
    object_id: Number(id),
    aspect_type: aspect,
    updates,
    owner_id: ATHLETE,
    subscription_id: strava.subscription()?.id,
    event_time: Math.floor(Date.now() / 1000),
  });
}

/** Each at its own time, whether the ones before are answered or not. */
async function send(url: string, bodies: string[]): Promise<{ ms: number[]; refused: number }> {
  const ms: number[] = [];
  let refused = 0;
  await Promise.all(bodies.map(async (body, n) => {
    await new Promise((resolve) => setTimeout(resolve, n * seconds * 1000 / bodies.length));
    const began = performance.now();
    const answer = await fetch(url, { method: "POST", body });
    await answer.body?.cancel();
    ms.push(performance.now() - began);
    if (!answer.ok) refused++;
  }));
  return { ms: ms.sort((a, b) => a - b), refused };
}

function rowOf(name: string, { ms, refused }: { ms: number[]; refused: number }): string[] {
  const times = [0.5, 0.99, 1].map((share) => round(percentile(ms, share), 1));
  return [name, ...times, round(refused)];
}

async function untilSettled(db: Db): Promise<number> {
  const began = performance.now();
  for (;;) {
    const took = performance.now() - began;
    if ((await countAllUnhandled(db)).n === 0) return took;
    if (took > SETTLED_WITHIN_MS) throw new Error("Some events are still not looked at");
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

await withFolder(main);
Deno.exit(0);
