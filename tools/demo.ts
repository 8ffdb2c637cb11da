import { port } from "@/config/notations.ts";
import { type Application, startApplication } from "@/tools/demo/application.ts";
import { takeFolder } from "@/tools/demo/folder.ts";
import { choosePorts, type DemoPorts } from "@/tools/demo/ports.ts";
import { subscribe } from "@/tools/demo/subscribe.ts";
import { type Mailbox, startMailbox } from "@/tools/mailbox/mailbox.ts";
import { demoAthleteId, type Simulator, startSimulator } from "@/tools/strava_simulator/mod.ts";
import { readSwitches } from "@/tools/switches.ts";

const FOLDER = "data/demo";
const USAGE = `deno task demo
  --reset        begin anew: the accounts, mails and runs of the last demo go
  --folder DIR   keep everything there (default ${FOLDER}); a folder has one demo at a time
  --help         print this
  PORT=8000      in the environment: the application's port; its stand-ins take the next two`;

/** Everything on this machine: the simulator, a mailbox, and the application as it runs anywhere else. */
async function main(): Promise<void> {
  const { reset, folder: path } = readSwitches(USAGE, {
    reset: { type: "boolean" },
    folder: { type: "string", default: FOLDER },
  });
  const wanted = readPort();
  const folder = await takeFolder(path);
  if (typeof folder === "string") refuse(folder);
  const ports = choosePorts(wanted) ??
    refuse(`No three ports are free from ${wanted} on. Set PORT to another one.`);
  if (reset) await folder.clear();
  await buildIslands();
  const simulator = await startSimulator({ port: ports.strava, stateFile: `${path}/strava.json` });
  const mailbox = await startMailbox({ webPort: ports.mailbox, folder: `${path}/mails` });
  const url = `http://localhost:${ports.app}`;
  const env = {
    ...standIns(simulator, mailbox),
    // Nothing leaves this machine, and nobody else comes in.
    HOST: "127.0.0.1",
    PORT: String(ports.app),
    BASE_URL: url,
    DATABASE_URL: `file:${path}/runnerly.db`,
    KV_PATH: `${path}/kv.db`,
    SEALING_KEYS: await folder.sealingKeys(),
  };
  const application = startApplication({ url, logPath: `${path}/app.log`, env });
  await folder.say({ address: url, demo: Deno.pid, app: application.pid });
  const isWell = await follow(application, path, async () => {
    greet(ports, path, { simulator, tells: await subscribe(env) });
  });
  await simulator.stop();
  await mailbox.stop();
  await folder.leave();
  Deno.exit(isWell ? 0 : 1);
}

function readPort(): number {
  const { success, data } = port.schema.safeParse(Deno.env.get("PORT")?.trim() || 8000);
  return success ? data : refuse(`PORT ${port.hint}.`);
}

function refuse(problem: string): never {
  console.error(problem);
  Deno.exit(1);
}

async function buildIslands(): Promise<void> {
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", "build"],
    stdout: "inherit",
    stderr: "inherit",
  }).output();
  if (!success) refuse("Cannot start the demo: its islands could not be built.");
}

function standIns(simulator: Simulator, mailbox: Mailbox): Record<string, string> {
  return {
    SMTP_URL: mailbox.smtpUrl,
    MAIL_FROM: "Runnerly <runnerly@demo.invalid>",
    MAILBOX_URL: mailbox.url,
    STRAVA_API_URL: simulator.apiUrl,
    STRAVA_OAUTH_URL: simulator.oauthUrl,
    STRAVA_CLIENT_ID: simulator.clientId,
    STRAVA_CLIENT_SECRET: simulator.clientSecret,
  };
}

/** Greets once it is up and waits for its end. It is not started again: whoever ended it should see that it did. */
async function follow(
  application: Application,
  path: string,
  greet: () => Promise<void>,
): Promise<boolean> {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(signal, application.stop);
  }
  const log = `Its log is ${path}/app.log.`;
  const isUp = await application.isUp();
  if (isUp) await greet();
  if (isUp === false) {
    console.error(`Runnerly does not answer, so the demo ends it. ${log}`);
    application.stop();
  }
  const end = await application.ended;
  if (end) console.error(`Runnerly has ended by itself (${end}), so the demo ends too. ${log}`);
  return isUp !== false && !end;
}

function greet(
  { app, strava, mailbox }: DemoPorts,
  path: string,
  { simulator, tells }: { simulator: Simulator; tells: boolean },
): void {
  const count = simulator.activities(demoAthleteId).length.toLocaleString("en");
  const run = `curl -d '{}' ${simulator.controlUrl}/athletes/${demoAthleteId}/activities`;
  const later = tells ? "in a minute or two" : "within three hours";
  const again = path === FOLDER ? "" : ` --folder ${path}`;
  console.log(`
  Runnerly      http://localhost:${app}
  Its mails     http://localhost:${mailbox}   (nothing leaves this machine)
  Its "Strava"  http://localhost:${strava}   (a simulator with a runner of eight years)

  Try this:
    1. Create an account with any e-mail and a password of ten characters or more.
    2. Open the mail under "Its mails" and confirm.
    3. Connect Strava, and watch ${count} activities come in.
    4. Have that runner run once more; it arrives ${later}:
       ${run}
    5. Make a personal token under Account, and try the API at http://localhost:${app}/developers.

  Everything is kept in ${path}, the log in ${path}/app.log.
  Stop with Ctrl+C; begin anew with \`deno task demo --reset${again}\`.
`);
}

await main();
