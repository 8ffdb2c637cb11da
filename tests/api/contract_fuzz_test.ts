import { ok, strictEqual } from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { eq, inArray } from "drizzle-orm";
import fc from "fast-check";
import { upsertRuns } from "@/db/runs.ts";
import { plannedRuns, plans } from "@/db/schema/plans.ts";
import { webhookDeliveries } from "@/db/schema/tokens.ts";
import { RUNNER_SCOPES } from "@/domain/tokens/scopes.ts";
import { type ApiClient, scriptOf } from "@/tests/support/api.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { type Operation, readContract } from "@/tests/support/contract.ts";
import { giveHistory, newRun, userIdOf } from "@/tests/support/history.ts";
import { grantApp, registerApp, registerService, serviceToken } from "@/tests/support/oauth.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { anyValue, valuesOf } from "@/tests/support/schema_values.ts";
import { givePlan } from "@/tests/support/plans.ts";
import { giveEntry, giveRace } from "@/tests/support/races.ts";
import { makeWebhook, readDeliveries, RUN } from "@/tests/support/webhooks.ts";

const SOURCES = ["strava", "manual", "file", "archive"] as const;
const RUNS = { numRuns: 6_000, seed: 20_261_123, endOnFailure: true };

/** A runner with things of every kind; the ids that a request may name, and tokens of every kind. */
async function furnish(app: TestApp) {
  const runner = await newRunner(app);
  const userId = await userIdOf(app, runner.email);
  const { runId } = await giveHistory(app, runner.email);
  // So many that requests which remove some leave others to read.
  const rows = Array.from({ length: 60 }).flatMap(() =>
    SOURCES.map((source) => newRun(userId, { source }))
  );
  await app.db.transaction((tx) => upsertRuns(tx, rows));
  // Those that a request may revoke; the ones that ask stay out of the list.
  const decoys = [];
  for (let i = 0; i < 40; i++) decoys.push(await scriptOf(app, runner.email));
  const stranger = await scriptOf(app, (await newRunner(app)).email);
  const service = await serviceToken(app, await registerService(app, { firstParty: true }));
  const narrow = await grantApp(app, await registerApp(app), runner.visitor, ["profile:read"]);
  const ids: Record<string, string[]> = {
    runs: [runId, ...rows.map(({ id }) => id)],
    users: [userId],
    races: [],
    plan: await givePlan(app, userId),
  };
  for (let i = 0; i < 60; i++) {
    const raceId = await giveRace(app, userId, { name: `Race ${i}` });
    await giveEntry(app, userId, raceId, { goalBSeconds: 3000 });
    ids.races.push(raceId);
  }
  for (const name of ["imports", "tokens"]) {
    const { json } = await decoys[0].get(`/${name}`);
    ids[name] = json.items.map(({ id }: { id: string }) => id);
  }
  const script = await scriptOf(app, runner.email);
  const deliveries = await hearOfRuns(app, script);
  ids.webhooks = [...deliveries.keys()];
  const tokens = [script.token, service, stranger.token, narrow.accessToken, "junk", ""];
  const rightFor = ({ scope }: Operation) =>
    RUNNER_SCOPES.some((each) => each === scope) ? script.token : service;
  return { ids, deliveries, tokens, rightFor };
}

/** Webhooks, each with a delivery that may be replayed: its id by the webhook's. */
async function hearOfRuns(app: TestApp, script: ApiClient): Promise<Map<string, string>> {
  for (let i = 0; i < 6; i++) await makeWebhook(script, `https://app.example/${i}`);
  strictEqual((await script.post("/runs", RUN)).status, 201);
  await app.db.update(webhookDeliveries).set({ state: "failed" });
  return new Map((await readDeliveries(app)).map(({ webhookId, id }) => [webhookId, id]));
}

interface Fuzzed {
  path: string;
  init: RequestInit;
}

type Furniture = Awaited<ReturnType<typeof furnish>>;

const headerText = fc.oneof(
  fc.constantFrom("*", '"x"', 'W/"x"', "x", '""', '"a", "b"'),
  fc.stringMatching(/^[\x21-\x7e]{1,60}$/),
);

/** A request of an operation: right by the document, or with some of it wrong. */
function requestOf(
  operation: Operation,
  schemas: Parameters<typeof valuesOf>[1],
  { ids, deliveries, tokens, rightFor }: Furniture,
): fc.Arbitrary<Fuzzed> {
  const wrong = <T>(right: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 9, arbitrary: right }, { weight: 1, arbitrary: anyValue });
  const inQuery = operation.parameters.filter((each) => each.in === "query");
  const query = fc.record(
    Object.fromEntries(inQuery.map(({ name, schema }) => [name, wrong(valuesOf(schema, schemas))])),
    { requiredKeys: [] },
  );
  const [, kind] = operation.path.split("/");
  const id = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...ids[kind] ?? ["none"]) },
    { weight: 1, arbitrary: fc.constantFrom(...Object.values(ids).flat()) },
    // What is removed is there to be read no more.
    { weight: operation.method === "DELETE" ? 70 : 1, arbitrary: fc.uuid() },
    { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 40 }) },
  );
  const anyHeaders = fc.record({
    "if-none-match": headerText,
    "if-match": headerText,
    "idempotency-key": fc.oneof(fc.constantFrom("a", "b", "c"), headerText),
    "content-encoding": fc.constantFrom("gzip", "br", "identity", "identity", "identity"),
    origin: fc.constantFrom("https://evil.example", "null"),
  }, { requiredKeys: [] });
  const headers = fc.oneof(
    { weight: 1, arbitrary: fc.constant<Record<string, string>>({}) },
    { weight: 1, arbitrary: anyHeaders },
  );
  const type = fc.oneof(
    { weight: 9, arbitrary: fc.constant("application/json") },
    { weight: 1, arbitrary: fc.constantFrom("text/plain", "application/xml", "", "a/b; c=d") },
  );
  const body = operation.body
    ? fc.oneof(
      {
        weight: 6,
        arbitrary: valuesOf(operation.body, schemas).map((json) => JSON.stringify(json)),
      },
      { weight: 2, arbitrary: anyValue.map((json) => JSON.stringify(json)) },
      { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 200 }) },
    )
    : fc.constant(undefined);
  // What the guard stops says nothing of what is behind it.
  const token = fc.oneof(
    { weight: 5, arbitrary: fc.constant(rightFor(operation)) },
    { weight: 1, arbitrary: fc.constantFrom(...tokens) },
  );
  return fc.record({ query, id, headers, type, body, token })
    .map((parts) => assemble(operation, { ...parts, delivery: deliveries.get(parts.id) }));
}

function assemble(
  { method, path }: Operation,
  { query, id, delivery = id, headers, type, body, token }: {
    query: Record<string, unknown>;
    id: string;
    delivery?: string;
    headers: Record<string, string>;
    type: string;
    body: string | undefined;
    token: string;
  },
): Fuzzed {
  const pairs = Object.entries(query).map(([name, value]) => [name, asText(value)]);
  const escape = (text: string) => encodeURIComponent(text.toWellFormed());
  const address = path.replace("{id}", escape(id)).replace("{delivery}", escape(delivery));
  const sent: Record<string, string> = { ...headers };
  if (token) sent.authorization = `Bearer ${token}`;
  if (body !== undefined && type) sent["content-type"] = type;
  const isZipped = headers["content-encoding"] === "gzip" && (body?.length ?? 0) % 2 === 0;
  return {
    path: `${address}?${new URLSearchParams(pairs)}`,
    init: { method, headers: sent, body: isZipped && body ? gzipSync(body) : body },
  };
}

/** A request took the plan away that others are to read. */
async function followAgain(app: TestApp, { plan: [first], users: [userId] }: Furniture["ids"]) {
  await app.db.update(plans).set({ endedAt: 1 }).where(eq(plans.userId, userId));
  const own = app.db.select({ id: plannedRuns.planId }).from(plannedRuns)
    .where(eq(plannedRuns.id, first));
  await app.db.update(plans).set({ endedAt: null }).where(inArray(plans.id, own));
}

function asText(value: unknown): string {
  return (typeof value === "string" ? value : JSON.stringify(value)).toWellFormed();
}

Deno.test("6,000 generated requests are answered as the document says, and break nothing", () =>
  withApp({}, async (app) => {
    const { operations, schemas, breach } = await readContract(app);
    const furniture = await furnish(app);
    ok(operations.length > 12);
    const request = fc.constantFrom(...operations).chain((operation) =>
      requestOf(operation, schemas, furniture).map((fuzzed) => ({ id: operation.id, ...fuzzed }))
    );
    const met = new Set<string>();
    let good = 0;
    await fc.assert(
      fc.asyncProperty(request, async ({ id, path, init }) => {
        const operation = operations.find((each) => each.id === id);
        ok(operation);
        const answer = await app.visit().send(`/api/v1${path}`, init);
        const type = answer.headers.get("content-type")?.split(";")[0] ?? "";
        const { status, text } = answer;
        const problem = breach(operation, { status, type, text });
        strictEqual(problem, undefined, `${id}: ${problem}`);
        met.add(`${id} ${status}`);
        if (status < 300) good++;
        if (/^(follow|leave)Plan$/.test(id)) await followAgain(app, furniture.ids);
        await app.db.run("delete from throttles");
      }),
      RUNS,
    );
    ok(good > RUNS.numRuns / 4, `${good} got past every check`);
    const broken = app.logged.filter(({ level }) => level !== "info");
    ok(broken.length === 0, JSON.stringify(broken[0]));
    for (const { id, responses } of operations) {
      const good = Object.keys(responses).filter((status) => status < "300");
      ok(good.some((status) => met.has(`${id} ${status}`)), `${id} was never answered well`);
    }
  }));

Deno.test("an address that the API does not have is a problem in JSON", () =>
  withApp({}, async (app) => {
    const script = await scriptOf(app, (await newRunner(app)).email);
    const asked = [["GET", "/nothing"], ["GET", "/"], ["PUT", "/nothing"]];
    asked.push(["PATCH", "/profile/x"], ["OPTIONS", "/nothing"], ["GET", "/runs/%00"]);
    for (const [method, path] of asked) {
      const answer = await script.send(path, { method });
      strictEqual(answer.status, 404, `${method} ${path}`);
      strictEqual(answer.headers.get("content-type"), "application/problem+json");
      strictEqual(answer.json.title, "Not found");
    }
    const headers = { authorization: `Bearer ${script.token}` };
    const head = await app.visit().send("/api/v1/runs", { method: "HEAD", headers });
    strictEqual(`${head.status}${head.text}`, "200");
  }));
