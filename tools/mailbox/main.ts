import { startMailbox } from "@/tools/mailbox/mailbox.ts";
import { readSwitches } from "@/tools/switches.ts";

const usage = `deno run -A tools/mailbox/main.ts
  --smtp-port 2525       where mails are taken (default 2525)
  --web-port 8025        where they are shown (default 8025)
  --hostname 127.0.0.1   the address of both (default 127.0.0.1)
  --folder DIR           mails survive a restart`;

const values = readSwitches(usage, {
  "smtp-port": { type: "string", default: "2525" },
  "web-port": { type: "string", default: "8025" },
  hostname: { type: "string", default: "127.0.0.1" },
  folder: { type: "string" },
});

const mailbox = await startMailbox({
  smtpPort: Number(values["smtp-port"]),
  webPort: Number(values["web-port"]),
  hostname: values.hostname,
  folder: values.folder,
});

console.log(`Mailbox: read it at ${mailbox.url}, send to it with SMTP_URL=${mailbox.smtpUrl}`);

// Windows knows no SIGTERM.
const signals: Deno.Signal[] = Deno.build.os === "windows" ? ["SIGINT"] : ["SIGINT", "SIGTERM"];
for (const signal of signals) {
  Deno.addSignalListener(signal, () => mailbox.stop().then(() => Deno.exit(0)));
}
