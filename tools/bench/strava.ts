import { startSimulator, syntheticAthlete } from "../strava_simulator/mod.ts";

export interface SimulatorAddress {
  apiUrl: string;
  oauthUrl: string;
  controlUrl: string;
  clientId: string;
  clientSecret: string;
}

/** Says where it is in one line of JSON, then answers as fast as it can. */
const simulator = await startSimulator({
  athletes: [syntheticAthlete({ id: 7_000_001, activities: Number(Deno.args[0]) })],
});
simulator.setApp({ limits: "unlimited" });
simulator.setBehaviour({ autoConsent: true });
const { apiUrl, oauthUrl, controlUrl, clientId, clientSecret } = simulator;
const address: SimulatorAddress = { apiUrl, oauthUrl, controlUrl, clientId, clientSecret };
console.log(JSON.stringify(address));
