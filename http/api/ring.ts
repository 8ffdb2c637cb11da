import type { Context } from "hono";
import { hasWebhooks } from "@/db/webhooks.ts";
import type { AppEnv } from "@/http/env.ts";

/** Has the news of a change go out at once, where the runner has a webhook; without the bell it goes within a minute. */
export async function ringForWebhooks(c: Context<AppEnv>): Promise<void> {
  const { deps, viewer } = c.var;
  if (await hasWebhooks(deps.db, viewer.userId)) deps.ring();
}
