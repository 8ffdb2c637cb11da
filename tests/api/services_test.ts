import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { newClient } from "@/domain/tokens/clients.ts";
import { RUNNER_SCOPES, SCOPES } from "@/domain/tokens/scopes.ts";
import { apiClient } from "@/tests/support/api.ts";
import { withApp } from "@/tests/support/app.ts";
import { readContract } from "@/tests/support/contract.ts";
import { registerService } from "@/tests/support/oauth.ts";

Deno.test("a service with the scopes of a runner is refused what needs a runner", () =>
  withApp({}, async (app) => {
    const { client } = await registerService(app);
    // As of a client that was registered when services could still have these scopes.
    const access = { subject: client.id, clientId: client.id, firstParty: true };
    const token = await app.deps.dealer.issue({ ...access, scopes: [...SCOPES] }, client.alg);
    const service = apiClient(app, token);
    const { operations, breach } = await readContract(app);
    const forRunners = operations.filter(({ scope }) =>
      RUNNER_SCOPES.some((each) => each === scope)
    );
    ok(forRunners.length >= 12);
    for (const operation of forRunners) {
      const { method, path, id } = operation;
      const body = method === "POST" || method === "PATCH" ? { title: "x" } : undefined;
      const answer = await service.send(path.replace("{id}", crypto.randomUUID()), {
        method,
        body,
      });
      const { status, text, headers } = answer;
      const type = headers.get("content-type") ?? "";
      deepStrictEqual([status, breach(operation, { status, type, text })], [403, undefined], id);
      match(answer.json.detail, /runner/);
    }
    strictEqual((await service.get("/users")).status, 200);
  }));

Deno.test("newClient() takes no scope of a runner for a service", () => {
  const given = { kind: "service", name: "Sync" };
  for (const scope of RUNNER_SCOPES) {
    ok(!newClient.safeParse({ ...given, scopes: ["users:read", scope] }).success, scope);
  }
  ok(newClient.safeParse({ ...given, scopes: ["users:read", "runs:ingest"] }).success);
});
