import { openPictures } from "@/adapters/resvg_pictures.ts";
import { openComposer } from "@/components/mails/compose.tsx";
import { migrateDatabase, openDatabase } from "@/db/client.ts";
import { readReportMail } from "@/domain/reports/mail.ts";
import { openSealer } from "@/domain/tokens/sealing.ts";
import { periodAfter, periodName, periodOf } from "@/domain/training/report/periods.ts";
import { describeMachine, withFolder } from "./processes.ts";
import { seedRunner } from "./seed.ts";
import { printTable, round } from "./table.ts";

/** `deno task bench:reports [reports with a chart] [runners] [runs of each]` */
const [reports = 10_000, runners = 200, runs = 500] = Deno.args.map(Number);
const WARM_UP = 300;
const FONT = new URL("../../static/fonts/inter-latin.woff2", import.meta.url);
const READER = { locale: "en", units: "km", timeZone: "UTC", name: "Ana" } as const;
const now = Date.now();

interface Measured {
  perSecond: number;
  /** Resident memory after the warm-up, and how much more at the end, in MB. */
  memory: number;
  grown: number;
}

/** Runs it so often, one after the other, as a worker's place does. */
async function measure(times: number, act: (i: number) => Promise<unknown>): Promise<Measured> {
  for (let i = 0; i < WARM_UP; i++) await act(i);
  const before = Deno.memoryUsage().rss;
  const began = performance.now();
  for (let i = 0; i < times; i++) await act(i);
  const seconds = (performance.now() - began) / 1000;
  const grown = Deno.memoryUsage().rss - before;
  return { perSecond: times / seconds, memory: before / 1e6, grown: grown / 1e6 };
}

async function main(folder: string): Promise<void> {
  console.log(describeMachine());
  const { db, close } = await openDatabase(`file:${folder}/reports.db`);
  await migrateDatabase(db);
  const userIds: string[] = [];
  for (let n = 0; n < runners; n++) {
    userIds.push((await seedRunner(db, { email: `${n}@bench.invalid`, runs, now })).userId);
  }
  const sealer = openSealer([{ id: "bench", key: new Uint8Array(32) }]);
  const { png } = openPictures(await Deno.readFile(FONT));
  const compose = openComposer({ baseUrl: "https://runnerly.example", png });
  const today = new Date(now).toISOString().slice(0, 10);
  const about = periodName(periodAfter(periodOf("week", today, "monday"), -1));
  const build = async (i: number, isDrawn: boolean) => {
    const userId = userIds[i % userIds.length];
    const reader = { userId, units: "km", weekStart: "monday", timeZone: "UTC" } as const;
    const mail = { kind: "test_report" as const, ...reader, about };
    const content = await readReportMail({ db, sealer, now }, mail);
    if (!content) throw new Error("There is no report");
    const without = isDrawn ? content.without : ["chart" as const];
    const { images } = await compose({ kind: "report", ...READER, ...content, without });
    if (isDrawn !== (images?.length === 1)) throw new Error("The chart is not as asked for");
  };
  const account = { kind: "password_changed", locale: "en", name: "Ana" } as const;
  print([
    ["an account's mail (reference)", await measure(2 * reports, () => compose(account))],
    ["report without a chart", await measure(reports, (i) => build(i, false))],
    ["report with its chart as PNG", await measure(reports, (i) => build(i, true))],
  ]);
  close();
}

function print(rows: [name: string, measured: Measured][]): void {
  const [[, reference]] = rows;
  printTable(
    `${round(reports)} reports of ${round(runners)} runners with ${
      round(runs)
    } runs each, one at a time`,
    ["", "a second", "of reference", "MB", "MB more at the end"],
    rows.map(([name, { perSecond, memory, grown }]) => [
      name,
      round(perSecond),
      round(perSecond / reference.perSecond, 4),
      round(memory),
      round(grown, 1),
    ]),
  );
}

await withFolder(main);
