import { judgeYear, liveYear } from "./year.ts";

const USAGE = "deno task report-year [how many runners] [seed]";

const [runners = "10000", seed = "1"] = Deno.args;
if (![runners, seed].every((text) => /^\d+$/.test(text))) {
  console.error(`Cannot live a year of ${runners} runners: ${USAGE}`);
  Deno.exit(1);
}
const began = performance.now();
const year = await liveYear({
  ...{ runners: Number(runners), seed: Number(seed) },
  ...{ from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 11, 31) },
});
const { problems, latestMinutes } = judgeYear(year);
const seconds = Math.round((performance.now() - began) / 1000);
console.log(
  `${year.expected.size} reports due, ${year.delivered.size} delivered, ${year.crashes} deaths, ` +
    `${year.outages.length} outages, at most ${latestMinutes} min late: ${problems.length} problems (${seconds} s)`,
);
for (const problem of problems.slice(0, 20)) console.log(`  ${problem}`);
if (problems.length > 0) Deno.exitCode = 1;
