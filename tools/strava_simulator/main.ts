import { readSwitches } from "@/tools/switches.ts";
import { startSimulator } from "./mod.ts";

const usage = `deno run -A tools/strava_simulator/main.ts
  --port 8001             public address (default 8001)
  --control-port 8002     control address (default 8002)
  --public-url URL        the address clients are told, behind a proxy
  --state-file FILE       grants and tokens survive a restart
  --today YYYY-MM-DD      the day the histories end
  --seed NUMBER           another history
  --client-id, --client-secret, --callback-domain (may repeat)
  --scenario FILE         JSON: clock, behaviour, app, faults, webhookFaults, changes`;

const values = readSwitches(usage, {
  "port": { type: "string", default: "8001" },
  "control-port": { type: "string", default: "8002" },
  "public-url": { type: "string" },
  "state-file": { type: "string" },
  "today": { type: "string" },
  "seed": { type: "string" },
  "client-id": { type: "string" },
  "client-secret": { type: "string" },
  "callback-domain": { type: "string", multiple: true },
  "scenario": { type: "string" },
});

const simulator = await startSimulator({
  port: Number(values.port),
  controlPort: Number(values["control-port"]),
  publicUrl: values["public-url"],
  stateFile: values["state-file"],
  today: values.today,
  seed: values.seed === undefined ? undefined : Number(values.seed),
  clientId: values["client-id"],
  clientSecret: values["client-secret"],
  callbackDomains: values["callback-domain"],
});
if (values.scenario) {
  await simulator.applyScenario(JSON.parse(await Deno.readTextFile(values.scenario)));
}

console.log(`Simulator (not Strava)
  API      ${simulator.apiUrl}  and  ${simulator.nextApiUrl}
  OAuth    ${simulator.oauthUrl}
  control  ${simulator.controlUrl}
  client   ${simulator.clientId} / ${simulator.clientSecret}`);
for (const athlete of simulator.athletes()) {
  const { runs } = simulator.ledger(athlete.id);
  const kilometers = Math.round(runs.distanceMeters / 1000);
  const name = `${athlete.firstName} ${athlete.lastName}`;
  console.log(`  athlete  ${athlete.id} ${name}: ${runs.count} runs, ${kilometers} km`);
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.addSignalListener(signal, async () => {
    await simulator.stop();
    Deno.exit(0);
  });
}
