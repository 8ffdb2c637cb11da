import { type Context, Hono } from "hono";
import { unknownPath } from "../answers.ts";
import { readForm } from "../oauth/routes.ts";
import { answerToken } from "../oauth/token.ts";
import {
  createSubscription,
  deleteSubscription,
  listSubscriptions,
} from "../webhooks/subscribe.ts";
import type { World } from "../world.ts";
import { type Access, mayReadActivities, readAccess } from "./access.ts";
import { answerActivity } from "./activity.ts";
import { answerAthlete, answerGear, answerStats, answerZones } from "./athlete.ts";
import { listActivities } from "./list.ts";

/** The API without its prefix, so that it can be mounted under any base. */
export function apiRoutes(world: World): Hono {
  const app = new Hono();
  const signedIn = (answer: (access: Access, c: Context) => Response) => (c: Context) => {
    const access = readAccess(world, c.req.raw);
    return access instanceof Response ? access : answer(access, c);
  };
  const withActivities = (answer: (access: Access, c: Context) => Response) =>
    signedIn((access, c) => mayReadActivities(access) ?? answer(access, c));
  const paramsOf = (c: Context) => new URL(c.req.url).searchParams;

  app.get("/athlete", signedIn((access) => answerAthlete(world, access)));
  app.get("/athlete/zones", signedIn(answerZones));
  app.get(
    "/athlete/activities",
    withActivities((access, c) => listActivities(world, access, paramsOf(c))),
  );
  app.get(
    "/athletes/:id/stats",
    signedIn((access, c) => answerStats(world, access, c.req.param("id") ?? "")),
  );
  app.get("/gear/:id", signedIn((access, c) => answerGear(world, access, c.req.param("id") ?? "")));
  app.get(
    "/activities/:id/:part?",
    withActivities((access, c) =>
      answerActivity(world, access, {
        id: c.req.param("id") ?? "",
        part: c.req.param("part"),
        params: paramsOf(c),
      })
    ),
  );
  app.post("/oauth/token", async (c) => answerToken(world, await readForm(c.req.raw)));
  routeSubscriptions(app, world);
  app.all("/*", signedIn(unknownPath));
  return app;
}

/** Subscriptions belong to the application: it names itself instead of an athlete. */
function routeSubscriptions(app: Hono, world: World): void {
  app.get("/push_subscriptions", (c) => listSubscriptions(world, new URL(c.req.url).searchParams));
  app.post(
    "/push_subscriptions",
    async (c) => await createSubscription(world, await readForm(c.req.raw)),
  );
  app.delete("/push_subscriptions/:id", async (c) => {
    return deleteSubscription(world, await readForm(c.req.raw), c.req.param("id"));
  });
}
