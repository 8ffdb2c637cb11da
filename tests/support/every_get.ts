import { type ApiClient, apiClient, scriptOf } from "./api.ts";
import type { TestApp } from "./app.ts";
import { type Operation, readContract } from "./contract.ts";
import { giveHistory, userIdOf } from "./history.ts";
import { registerService, serviceToken } from "./oauth.ts";
import { newRunner } from "./runner.ts";
import { givePlan } from "./plans.ts";
import { firstRace } from "./races.ts";
import { makeWebhook } from "./webhooks.ts";

interface Get {
  id: string;
  address: string;
  /** Somebody who may ask. */
  client: ApiClient;
}

/** A runner with a run, an import, a token, a webhook, a plan and a race they go to; every GET of the document with ids that are theirs. */
export async function everyGet(app: TestApp): Promise<Get[]> {
  const { email } = await newRunner(app);
  await giveHistory(app, email);
  const script = await scriptOf(app, email);
  const service = apiClient(app, await serviceToken(app, await registerService(app)));
  const first = async (path: string) => (await script.get(path)).json.items[0].id;
  const ids: Record<string, string> = {
    runs: await first("/runs"),
    imports: await first("/imports"),
    tokens: await first("/tokens"),
    webhooks: (await makeWebhook(script, "https://app.example/hook")).id,
    races: await firstRace(script),
    plan: (await givePlan(app, await userIdOf(app, email)))[0],
    users: (await service.get("/users")).json.items[0].id,
  };
  const { operations } = await readContract(app);
  const addressOf = ({ path, parameters }: Operation) => {
    const [, kind] = path.split("/");
    const needed = parameters.filter(({ in: place, required }) => place === "query" && required)
      .map(({ name, schema }) => [name, String(schema.example)]);
    const query = needed.length > 0 ? `?${new URLSearchParams(needed)}` : "";
    return path.replace("{id}", ids[kind]) + query;
  };
  const gets = operations.filter(({ method }) => method === "GET");
  return gets.map((operation) => ({
    id: operation.id,
    address: addressOf(operation),
    client: operation.scope.startsWith("users:") ? service : script,
  }));
}
