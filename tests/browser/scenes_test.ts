import { deepStrictEqual } from "node:assert/strict";
import { isForPrograms } from "@/http/programs.ts";
import { listUrls } from "@/tests/support/urls.ts";
import { type WebApp, withWebApp } from "@/tests/support/web.ts";
import { demoRunner, edgeCaseAthlete } from "@/tools/strava_simulator/mod.ts";
import { apiScenes } from "./api_scenes.ts";
import { accountScenes, type Scene, strangerScenes } from "./scenes.ts";
import { operatorScenes } from "./operator_scenes.ts";
import { planScenes } from "./plan_scenes.ts";
import { raceScenes } from "./race_scenes.ts";
import { reportScenes } from "./report_scenes.ts";
import { historyScenes, importScenes, plainAthletes } from "./strava_scenes.ts";

/** What no browser shows, besides what programs call: for the islands, to be kept, for whoever watches the server. */
const NO_PAGES = [
  ...["/account/strava/progress", "/account/strava/purges/:id", "/healthz"],
  ...["/plan-schema.json", "/plans/plan.yaml", "/races/:id/race.ics", "/runs/:id/details"],
];

Deno.test("every page has a scene, and every address that is no page is known", async () => {
  const paths: string[] = [];
  const collect = (athletes: typeof plainAthletes, lists: ((app: WebApp) => Promise<Scene[]>)[]) =>
    withWebApp({ athletes }, async (app) => {
      for (const list of lists) paths.push(...(await list(app)).map(({ path }) => path));
    });
  // Nobody may sign up so many in an hour as all of them together.
  await collect([], [strangerScenes, accountScenes, apiScenes, operatorScenes]);
  await collect([], [planScenes, raceScenes, reportScenes]);
  await collect([edgeCaseAthlete(), ...plainAthletes], [importScenes]);
  await collect([demoRunner()], [historyScenes]);

  const patterns = listUrls().filter(({ method }) => method === "GET").map(({ pattern }) => pattern)
    .filter((pattern) => !isForPrograms(pattern));
  const unseen = patterns.filter((pattern) => !paths.some((path) => fits(path, pattern)));
  deepStrictEqual(unseen.sort(), NO_PAGES);
});

function fits(path: string, pattern: string): boolean {
  const { pathname } = new URL(path, "http://localhost");
  return new URLPattern({ pathname: pattern }).test({ pathname });
}
