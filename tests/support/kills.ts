import { ok, strictEqual } from "node:assert/strict";
import { PASSWORD } from "@/tests/support/runner.ts";
import { startServer, visitServer } from "@/tests/support/server.ts";
import { connectStrava } from "@/tests/support/strava.ts";
import type { Mailbox } from "@/tools/mailbox/mailbox.ts";

export const EMAIL = "ana@example.org";

/** A runner joins and connects; then the server dies for the first time. */
export async function connectRunner(env: Record<string, string>, mailbox: Mailbox): Promise<void> {
  const server = startServer(env);
  try {
    await server.ready();
    await joinAndConnect(
      env.BASE_URL,
      async (address) => (await mailbox.waitFor((mail) => mail.to.includes(address))).text,
    );
  } finally {
    await server.kill();
  }
}

/** Signs up, confirms by mail and connects, all over the network. */
export async function joinAndConnect(
  url: string,
  mailTo: (address: string) => Promise<string>,
): Promise<void> {
  const visitor = visitServer(url);
  await visitor.post("/sign-up", { email: EMAIL, password: PASSWORD });
  const [, token] = (await mailTo(EMAIL)).match(/token=([\w-]+)/) ?? [];
  const confirmed = await visitor.post("/confirm-email", { token, password: PASSWORD });
  strictEqual(confirmed.status, 303, confirmed.text);
  strictEqual((await connectStrava(visitor)).location, "/account/strava");
}

export async function until(
  isSo: () => Promise<boolean>,
  withinMs: number,
  otherwise: string,
): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!await isSo()) {
    ok(performance.now() < deadline, otherwise);
    await pause(20);
  }
}

export async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
