import { startSimulator, syntheticAthlete } from "../strava_simulator/mod.ts";

export interface SimulatorAddress {
  apiUrl: string;
  oauthUrl: string;
  controlUrl: string;
  clientId: string;
  clientSecret: string;
}

/** Athletes are named by their place in the arguments, which say how many activities each has. */
export function athleteId(place: number): number {
  return 7_000_001 + place;
}

if (import.meta.main) await main();

/** Says where it is in one line of JSON, then answers as fast as it can. */
async function main(): Promise<void> {
  const simulator = await startSimulator({
    athletes: Deno.args.map((activities, place) =>
      syntheticAthlete({ id: athleteId(place), activities: Number(activities) })
    ),
  });
  simulator.setApp({ limits: "unlimited" });
  simulator.setBehaviour({ autoConsent: true });
  const { apiUrl, oauthUrl, controlUrl, clientId, clientSecret } = simulator;
  const address: SimulatorAddress = { apiUrl, oauthUrl, controlUrl, clientId, clientSecret };
  console.log(JSON.stringify(address));
}
