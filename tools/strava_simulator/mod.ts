import { createClock } from "./clock.ts";
import { type Controls, createControls } from "./control/controls.ts";
import { controlRoutes } from "./control/routes.ts";
import { applyScenario } from "./control/scenario.ts";
import { resolveOptions, type SimulatorOptions } from "./options.ts";
import { listen } from "./server/listener.ts";
import { createPublicHandler } from "./server/public.ts";
import { readStateFile, restoreSaved, writeStateFile } from "./state_file.ts";
import { createWorld, type World } from "./world.ts";

export type { SimulatorOptions } from "./options.ts";
export type { AthleteSeed } from "./athletes/athlete.ts";
export type { Behaviour } from "./behaviour.ts";
export { demoAthleteId, demoRunner } from "./generator/demo_runner.ts";
export { edgeCaseAthlete, edgeCaseAthleteId } from "./generator/edge_cases.ts";
export { newRunner } from "./generator/plain_athlete.ts";
export { syntheticAthlete } from "./generator/synthetic.ts";
export { twiceSyncedAthlete } from "./generator/twice_synced.ts";

/** A running stand-in for Strava, with all its controls. */
export interface Simulator extends Controls {
  readonly url: string;
  /** Where today's API is, and a second base to prove that the address is configurable. */
  readonly apiUrl: string;
  readonly nextApiUrl: string;
  readonly oauthUrl: string;
  readonly controlUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  applyScenario(scenario: unknown): Promise<void>;
  stop(): Promise<void>;
}

export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const world = buildWorld(options);
  const { hostname, port, controlPort, publicUrl, clientId, clientSecret } = world.options;
  const publicListener = await listen(createPublicHandler(world), { hostname, port });
  const controls = createControls(world, publicListener);
  const control = controlRoutes(world, controls);
  const controlListener = await listen(
    async (request) => await control.fetch(request),
    { hostname, port: controlPort },
  ).catch(async (error) => {
    await publicListener.close();
    throw error;
  });
  const url = publicUrl ?? `http://${hostname}:${publicListener.port}`;
  return {
    ...controls,
    url,
    apiUrl: `${url}/api/v3`,
    nextApiUrl: `${url}/v3-2027`,
    oauthUrl: `${url}/oauth`,
    controlUrl: `http://${hostname}:${controlListener.port}`,
    clientId,
    clientSecret,
    applyScenario: (scenario) => applyScenario(world, controls, scenario),
    async stop() {
      await world.clock.close();
      await Promise.all([publicListener.close(), controlListener.close()]);
    },
  };
}

/** The same options and the same day give the same world; a state file keeps its first day. */
function buildWorld(input: SimulatorOptions): World {
  const options = resolveOptions(input);
  const saved = options.stateFile === undefined ? undefined : readStateFile(options.stateFile);
  const clock = createClock(options.now, saved?.clockOffsetMs ?? 0);
  const anchorDate = options.today ?? saved?.anchorDate ??
    new Date(clock.now()).toISOString().slice(0, 10);
  const endOfToday = Date.parse(`${options.today ?? "9999-12-31"}T23:59:59Z`);
  const nowMs = Math.min(clock.now(), endOfToday);
  const world = createWorld(options, clock, { seed: options.seed, anchorDate, nowMs });
  const { stateFile } = options;
  if (saved) restoreSaved(world, saved);
  if (stateFile !== undefined) {
    world.saved = () => writeStateFile(world, stateFile);
    world.saved();
  }
  return world;
}
