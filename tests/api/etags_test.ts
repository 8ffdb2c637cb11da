import { deepStrictEqual, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import { eq } from "drizzle-orm";
import { updateImport } from "@/db/imports.ts";
import { oweDetails, storeDetails } from "@/db/run_details.ts";
import { plans } from "@/db/schema/plans.ts";
import { makePersonalToken } from "@/domain/tokens/personal.ts";
import { packStreams } from "@/domain/runs/pack.ts";
import { type ApiClient, expectStatus } from "@/tests/support/api.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { everyGet } from "@/tests/support/every_get.ts";
import { RACE } from "@/tests/support/races.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { makeWebhook } from "@/tests/support/webhooks.ts";

interface Scene {
  app: TestApp;
  script: ApiClient;
  userId: string;
  run: { id: string; provenance: { sourceId: string } };
  importId: string;
}

const TYPED = { title: "Canal and back", distanceMeters: 10_000, movingSeconds: 3000 };

async function rename({ script, run }: Scene): Promise<void> {
  const edit = { method: "PATCH", body: { title: crypto.randomUUID() } };
  expectStatus(await script.send(`/runs/${run.id}`, edit), 200);
}

async function addRun({ script }: Scene): Promise<void> {
  expectStatus(await script.post("/runs", { ...TYPED, startedAt: "2026-05-02T08:00:00Z" }), 201);
}

async function editProfile({ script }: Scene): Promise<void> {
  const { weekStart } = (await script.get("/profile")).json;
  const body = { weekStart: weekStart === "sunday" ? "saturday" : "sunday" };
  const edit = { method: "PATCH", body };
  expectStatus(await script.send("/profile", edit), 200);
}

async function goOn({ app, script, userId, importId }: Scene): Promise<void> {
  const { pages } = (await script.get(`/imports/${importId}`)).json;
  await updateImport(app.db, userId, importId, { state: "running", pages: pages + 1 });
}

async function readStreams({ app, userId, run }: Scene): Promise<void> {
  const streams = await packStreams({ time: [0, 1], heartrate: [100, 101] });
  const changed = [run.provenance.sourceId];
  await app.db.transaction(async (tx) => {
    await oweDetails(tx, userId, "strava", { changed, edited: [] });
    const ready = { state: "ready", streamState: "ready", streams } as const;
    await storeDetails(tx, { runId: run.id, userId }, ready);
  });
}

async function addToken({ app, userId }: Scene): Promise<void> {
  const fields = { name: "New", scopes: ["runs:read" as const], days: 7 };
  await makePersonalToken(app.db, userId, fields, app.clock.now());
}

async function hearOfChanges({ script }: Scene): Promise<void> {
  await makeWebhook(script, "https://app.example/other");
}

async function renameRace({ script }: Scene): Promise<void> {
  const { id } = (await script.get("/races")).json.items[0];
  const body = { ...RACE, name: crypto.randomUUID() };
  expectStatus(await script.send(`/races/${id}`, { method: "PUT", body }), 200);
}

async function setGoal({ script }: Scene): Promise<void> {
  const { id } = (await script.get("/races")).json.items[0];
  const body = { goalASeconds: 2900 };
  expectStatus(await script.send(`/races/${id}/entry`, { method: "PUT", body }), 200);
}

async function skip({ script }: Scene): Promise<void> {
  const { id, isSkipped } = (await script.get("/plan/runs?limit=1")).json.items[0];
  const edit = { method: "PATCH", body: { isSkipped: !isSkipped } };
  expectStatus(await script.send(`/plan/runs/${id}`, edit), 200);
}

async function failPlan({ app, userId }: Scene): Promise<void> {
  await app.db.update(plans).set({ state: "failed" }).where(eq(plans.userId, userId));
}

/** For each GET of the document, what changes the thing that it reads. */
const CHANGES: Record<string, ((scene: Scene) => Promise<unknown>)[]> = {
  getImport: [goOn],
  getPlan: [failPlan],
  getPlannedRun: [skip],
  getProfile: [editProfile],
  getRun: [rename],
  getRunStreams: [readStreams],
  getStatistics: [addRun, editProfile],
  // Use is noted once a minute.
  getToken: [({ app, script }) => {
    app.clock.advance(61_000);
    return script.get("/profile");
  }],
  getRace: [renameRace],
  getRaceEntry: [setGoal],
  // It stays as it was made until it is removed.
  getWebhook: [],
  listImports: [goOn],
  listPlannedRuns: [skip],
  listRaces: [renameRace],
  listRuns: [rename, addRun],
  // A service of others sees no run from Strava, such as the one that is renamed.
  listRunsOfMonth: [addRun],
  listTokens: [addToken],
  listWebhookDeliveries: [addRun],
  listWebhooks: [hearOfChanges],
  listUsers: [({ app }) => newRunner(app)],
};

Deno.test("the ETag of every GET is another one as soon as its thing has changed", () =>
  withApp({}, async (app) => {
    const gets = new Map((await everyGet(app)).map((get) => [get.id, get]));
    deepStrictEqual(Object.keys(CHANGES).sort(), [...gets.keys()].sort(), "each has a change here");
    const script = gets.get("getProfile")?.client;
    ok(script);
    const first = async (path: string) => (await script.get(path)).json.items[0];
    const [run, { id: importId }] = [await first("/runs"), await first("/imports")];
    const userId = (await script.get("/profile")).json.id;
    for (const { id, address, client } of gets.values()) {
      for (const change of CHANGES[id]) {
        const before = await client.get(address);
        const tag = before.headers.get("etag") ?? "";
        const known = { "if-none-match": tag };
        strictEqual((await client.get(address, known)).status, 304, id);
        await change({ app, script, userId, run, importId });
        const after = await client.get(address, known);
        strictEqual(after.status, 200, `${id} after ${change.name}`);
        notStrictEqual(after.headers.get("etag"), tag, id);
        // Weeks may begin on another day and hold the same.
        if (id !== "getStatistics") notStrictEqual(after.text, before.text, id);
      }
    }
  }));
