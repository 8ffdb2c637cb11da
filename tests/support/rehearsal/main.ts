import { round } from "@/tools/bench/table.ts";
import { hasSqld } from "@/tools/sqld.ts";
import { playRehearsal } from "./rehearsal.ts";

const USAGE = "deno task rehearse [how many times an instance is stopped]";

const [stops = "20"] = Deno.args;
if (!/^[1-9]\d*$/.test(stops)) {
  console.error(`Cannot stop ${stops} times: ${USAGE}`);
  Deno.exit(1);
}
if (!hasSqld()) {
  console.error("Cannot rehearse: there is no libSQL server for this platform.");
  Deno.exit(1);
}
const outcome = await playRehearsal(Number(stops), 2026);
console.log(
  `Two instances were stopped ${outcome.stops} times and went each time with 0, the slowest within ` +
    `${
      round(outcome.longestStopMs)
    } ms. ${outcome.activities} activities are here as they are at ` +
    `Strava, ${outcome.events} events were heard, ${round(outcome.calls)} calls made where ` +
    `${round(outcome.budget)} may be.`,
);
