import { syntheticAthlete } from "@/tools/strava_simulator/mod.ts";
import type { FaultInput } from "@/tools/strava_simulator/faults/rule.ts";
import { callApi, connect, type Tokens, withSimulator } from "./support.ts";

type Simulator = Parameters<typeof connect>[0];

export async function withRunner(test: (simulator: Simulator, tokens: Tokens) => Promise<void>) {
  const athletes = [syntheticAthlete({ id: 77, activities: 90, seed: 5 })];
  await withSimulator({ athletes }, async (simulator) => {
    await test(simulator, await connect(simulator, { athleteId: 77 }));
  });
}

/** The answer to one call while only this effect is on. */
export async function under(
  simulator: Simulator,
  tokens: Tokens,
  effect: FaultInput["effect"],
  path = "/athlete/activities?per_page=30",
): Promise<Response> {
  simulator.clearFaults();
  simulator.addFault({ effect });
  return await callApi(simulator, tokens, path);
}

export async function statusOf(
  simulator: Simulator,
  tokens: Tokens,
  path: string,
): Promise<number> {
  const answer = await callApi(simulator, tokens, path);
  await answer.body?.cancel();
  return answer.status;
}
