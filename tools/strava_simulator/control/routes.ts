import { type Context, Hono } from "hono";
import { z, ZodError } from "zod";
import { activityChangeSchema, activityDraftSchema } from "../activities/draft.ts";
import { syntheticAthlete } from "../generator/synthetic.ts";
import { faultInputSchema } from "../faults/rule.ts";
import { ledgerFilterSchema } from "../ledger.ts";
import { webhookFaultInputSchema } from "../webhooks/fault.ts";
import type { World } from "../world.ts";
import { appChangeSchema } from "./app_settings.ts";
import type { Controls } from "./controls.ts";
import { applyScenario } from "./scenario.ts";

/** Control over HTTP, JSON in and out; for tests and demos only, never for the app. */
export function controlRoutes(world: World, controls: Controls): Hono {
  const app = new Hono();
  app.get("/", (c) => c.json({ endpoints: [...new Set(app.routes.map(nameRoute))] }));
  routeWorld(app, world, controls);
  routeFaults(app, controls);
  routeAthletes(app, controls);
  routeActivities(app, controls);
  routeReadings(app, controls);
  routeWebhooks(app, controls);
  app.notFound((c) =>
    c.json({ error: `There is no ${c.req.method} ${c.req.path}; see GET /.` }, 404)
  );
  app.onError((error, c) => {
    const message = error instanceof ZodError ? z.prettifyError(error) : error.message;
    return c.json({ error: message }, 400);
  });
  return app;
}

function nameRoute({ method, path }: { method: string; path: string }): string {
  return `${method} ${path}`;
}

const eventOption = z.strictObject({ event: z.boolean().optional() });
const athleteIdParam = z.coerce.number().int();

function routeWorld(app: Hono, world: World, controls: Controls): void {
  const clock = () => ({ now: new Date(controls.now()).toISOString(), ms: controls.now() });
  app.get("/clock", (c) => c.json(clock()));
  app.post("/clock", async (c) => {
    const change = z.union([
      z.strictObject({ advanceMs: z.number().min(0) }),
      z.strictObject({ advanceSeconds: z.number().min(0) }),
      z.strictObject({ at: z.union([z.string(), z.number()]) }),
    ]).parse(await readJson(c));
    if ("at" in change) await controls.setClock(change.at);
    else if ("advanceMs" in change) await controls.advanceClock(change.advanceMs);
    else await controls.advanceClock(change.advanceSeconds * 1000);
    return c.json(clock());
  });
  app.get("/app", (c) => c.json(controls.app()));
  app.patch("/app", async (c) => {
    controls.setApp(appChangeSchema.parse(await readJson(c)));
    return c.json(controls.app());
  });
  app.post("/scenarios", async (c) => {
    await applyScenario(world, controls, await readJson(c));
    return c.body(null, 204);
  });
  app.post("/snapshots", (c) => c.json({ id: controls.snapshot() }, 201));
  app.post("/snapshots/:id/restoration", async (c) => {
    await controls.restore(c.req.param("id"));
    return c.body(null, 204);
  });
}

function routeFaults(app: Hono, controls: Controls): void {
  app.get("/behaviour", (c) => c.json(controls.behaviour()));
  app.patch("/behaviour", async (c) => {
    // Checked where it is applied: only the named switches change.
    const change = z.record(z.string(), z.unknown()).parse(await readJson(c));
    return c.json(controls.setBehaviour(change));
  });
  app.get("/faults", (c) => c.json(controls.faults()));
  app.post("/faults", async (c) => {
    return c.json(controls.addFault(faultInputSchema.parse(await readJson(c))), 201);
  });
  app.delete("/faults", (c) => {
    controls.clearFaults();
    return c.body(null, 204);
  });
  app.delete("/faults/:id", (c) => {
    return c.body(null, controls.removeFault(c.req.param("id")) ? 204 : 404);
  });
  app.get("/usage", (c) => c.json(controls.usage()));
  app.post("/usage", async (c) => {
    controls.burnQuota(z.strictObject({ calls: z.int().min(0) }).parse(await readJson(c)).calls);
    return c.json(controls.usage());
  });
  app.put("/listener", async (c) => {
    const { state } = z.strictObject({ state: z.enum(["open", "refusing"]) })
      .parse(await readJson(c));
    await (state === "open" ? controls.acceptConnections() : controls.refuseConnections());
    return c.body(null, 204);
  });
}

function routeAthletes(app: Hono, controls: Controls): void {
  app.get("/athletes", (c) => c.json(controls.athletes()));
  app.post("/athletes", async (c) => {
    const wanted = z.strictObject({
      id: z.int().min(1),
      activities: z.int().min(0).max(100_000),
      seed: z.int().optional(),
    }).parse(await readJson(c));
    return c.json(controls.addAthlete(syntheticAthlete(wanted)), 201);
  });
  app.delete("/athletes/:id", async (c) => {
    controls.deleteAthlete(athleteIdOf(c), eventOption.parse(await readJson(c)));
    return c.body(null, 204);
  });
  app.post("/athletes/:id/revocation", async (c) => {
    const revoked = controls.revokeAccess(athleteIdOf(c), eventOption.parse(await readJson(c)));
    return c.json({ revoked });
  });
  app.post("/athletes/:id/token-expiry", (c) => {
    controls.expireTokens(athleteIdOf(c));
    return c.body(null, 204);
  });
}

function routeActivities(app: Hono, controls: Controls): void {
  app.get("/athletes/:id/activities", (c) => c.json(controls.activities(athleteIdOf(c))));
  app.post("/athletes/:id/activities", async (c) => {
    const { activity, ...options } = z.strictObject({
      activity: activityDraftSchema.default({}),
      event: z.boolean().optional(),
      visibleAfterSeconds: z.int().min(0).optional(),
      streamsAfterSeconds: z.int().min(0).optional(),
      eventBeforeReadable: z.boolean().optional(),
    }).parse(await readJson(c));
    return c.json(controls.insertActivity(athleteIdOf(c), activity, options), 201);
  });
  app.get("/activities/:id", (c) => {
    const activity = controls.activity(c.req.param("id"));
    return activity ? c.json(activity) : c.notFound();
  });
  app.patch("/activities/:id", async (c) => {
    const { change, ...options } = eventOption.extend({ change: activityChangeSchema })
      .parse(await readJson(c));
    return c.json(controls.updateActivity(c.req.param("id"), change, options));
  });
  app.delete("/activities/:id", async (c) => {
    controls.deleteActivity(c.req.param("id"), eventOption.parse(await readJson(c)));
    return c.body(null, 204);
  });
}

function routeReadings(app: Hono, controls: Controls): void {
  app.get("/ledger/:id?", (c) => {
    const { visibility, sportTypes, ...range } = c.req.query();
    const filter = ledgerFilterSchema.parse({
      ...range,
      ...(visibility === undefined ? {} : { visibility: visibility.split(",") }),
      ...(sportTypes === undefined ? {} : { sportTypes: sportTypes.split(",") }),
    });
    const id = c.req.param("id");
    return c.json(controls.ledger(id === undefined ? undefined : athleteIdOf(c), filter));
  });
  app.get("/journal", (c) => c.json(controls.journal()));
  app.delete("/journal", (c) => {
    controls.clearJournal();
    return c.body(null, 204);
  });
  app.get("/calls", (c) => c.json(controls.calls()));
  app.post("/budget", async (c) => {
    const budget = z.record(z.string(), z.int().min(0)).parse(await readJson(c));
    const over = controls.overBudget(budget);
    return c.json({ isWithin: Object.keys(over).length === 0, over });
  });
  app.get("/grants", (c) => c.json(controls.grants()));
}

function routeWebhooks(app: Hono, controls: Controls): void {
  app.get("/webhooks", (c) => {
    const { subscription, deliveries, webhookFaults } = controls;
    return c.json({
      subscription: subscription() ?? null,
      deliveries: deliveries(),
      faults: webhookFaults(),
    });
  });
  app.post("/webhooks/faults", async (c) => {
    const fault = webhookFaultInputSchema.parse(await readJson(c));
    return c.json(controls.addWebhookFault(fault), 201);
  });
  app.delete("/webhooks/faults", (c) => {
    controls.clearWebhookFaults();
    return c.body(null, 204);
  });
  app.post("/webhooks/events", async (c) => {
    const { times, ...facts } = z.strictObject({
      object_type: z.enum(["activity", "athlete"]),
      object_id: z.string().regex(/^\d+$/),
      aspect_type: z.enum(["create", "update", "delete"]),
      updates: z.record(z.string(), z.string()).default({}),
      owner_id: z.int(),
      times: z.int().min(1).max(10_000).default(1),
    }).parse(await readJson(c));
    controls.sendEvent(facts, times);
    return c.body(null, 202);
  });
  app.post("/webhooks/forgeries", async (c) => {
    const forgery = z.strictObject({ body: z.string(), callbackUrl: z.url().optional() })
      .parse(await readJson(c));
    controls.forgeEvent(forgery.body, forgery.callbackUrl);
    return c.body(null, 202);
  });
}

function athleteIdOf(c: Context): number {
  return athleteIdParam.parse(c.req.param("id"));
}

/** An empty body is an empty object. */
async function readJson(c: Context): Promise<unknown> {
  const text = await c.req.text();
  return text.trim() === "" ? {} : JSON.parse(text);
}
