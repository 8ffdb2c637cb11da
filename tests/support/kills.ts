import { ok, strictEqual } from "node:assert/strict";
import { PASSWORD } from "@/tests/support/runner.ts";
import { startServer, visitServer } from "@/tests/support/server.ts";
import { connectStrava } from "@/tests/support/strava.ts";
import type { Mailbox } from "@/tools/mailbox/mailbox.ts";

/** Signs up, confirms by mail and connects, all over the network; then the server dies for the first time. */
export async function connectRunner(env: Record<string, string>, mailbox: Mailbox): Promise<void> {
  const server = startServer(env);
  try {
    await server.ready();
    const visitor = visitServer(env.BASE_URL);
    await visitor.post("/sign-up", { email: "ana@example.org", password: PASSWORD });
    const mail = await mailbox.waitFor((mail) => mail.to.includes("ana@example.org"));
    const [, token] = mail.text.match(/token=([\w-]+)/) ?? [];
    const confirmed = await visitor.post("/confirm-email", { token, password: PASSWORD });
    strictEqual(confirmed.status, 303, confirmed.text);
    strictEqual((await connectStrava(visitor)).location, "/account/strava");
  } finally {
    await server.kill();
  }
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
