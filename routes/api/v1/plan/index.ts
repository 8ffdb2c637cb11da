import { createRoute, type z } from "@hono/zod-openapi";
import type { Db, Tx } from "@/db/client.ts";
import { getFollowedPlan, type PlanRow } from "@/db/plans.ts";
import { RefusedError } from "@/domain/errors.ts";
import { adoptPlan, leavePlan } from "@/domain/plans/adopt.ts";
import { isRaceTime } from "@/domain/races/limits.ts";
import { RACE_METERS } from "@/domain/training/distances.ts";
import { buildPlan, type PlanRequest } from "@/domain/training/plans/build.ts";
import { vdotOf } from "@/domain/training/vdot.ts";
import { addDays, localDate } from "@/domain/training/weeks.ts";
import { answerTagged, requireMatch, tagFor } from "@/http/api/answer.ts";
import { makeOnce } from "@/http/api/idempotency.ts";
import {
  apiRouter,
  common,
  needs,
  notModified,
  postHeaders,
  readHeaders,
  writeHeaders,
} from "@/http/api/openapi.ts";
import { newPlan, plan, toPlan } from "@/http/api/plan.ts";
import { wrong } from "@/http/api/problem.ts";

const MOST_WEEKS_AHEAD = 160;
/** Why no plan is made, in words for a developer. */
const REFUSALS = {
  race_past: "It is over.",
  too_near: "In less than two weeks nothing can be built.",
  too_far: "The runs that it takes to finish safely are longer than what is safe by then.",
};

const readRoute = createRoute({
  method: "get",
  path: "/",
  operationId: "getPlan",
  summary: "Read the plan that is followed",
  description: "404 where the runner follows none.",
  tags: ["Plans"],
  ...needs("plans:read"),
  request: { headers: readHeaders },
  responses: {
    200: { description: "The plan.", content: { "application/json": { schema: plan } } },
    ...notModified,
    ...common(404),
  },
});

const followRoute = createRoute({
  method: "post",
  path: "/",
  operationId: "followPlan",
  summary: "Make a plan and follow it",
  description:
    "It takes the place of the one that is followed. Its runs come within moments: see its state. Answers 422 where rules allow none, with the reason.",
  tags: ["Plans"],
  ...needs("plans:write"),
  request: {
    headers: postHeaders,
    body: { required: true, content: { "application/json": { schema: newPlan } } },
  },
  responses: {
    201: {
      description: "The plan; Location has its address.",
      content: { "application/json": { schema: plan } },
    },
    ...common(400, 409, 413, 415, 422),
  },
});

const leaveRoute = createRoute({
  method: "delete",
  path: "/",
  operationId: "leavePlan",
  summary: "Follow the plan no more",
  tags: ["Plans"],
  ...needs("plans:write"),
  request: { headers: writeHeaders },
  responses: { 204: { description: "No plan is followed." }, ...common(404, 412, 413) },
});

export default apiRouter().openapi(readRoute, async (c) => {
  const { deps: { db }, viewer } = c.var;
  return answerTagged(c, toPlan(await requireFollowed(db, viewer.userId)));
}).openapi(followRoute, async (c) => {
  const { deps, viewer: { userId }, reader } = c.var;
  const request = toRequest(c.req.valid("json"), localDate(deps.now(), reader.timeZone));
  const made = await makeOnce<z.output<typeof plan>, 201>(c, async (tx) => {
    await adoptPlan(tx, userId, request, deps.now());
    const body = JSON.stringify(toPlan(await requireFollowed(tx, userId)));
    return { status: 201, body, location: "/api/v1/plan", etag: tagFor(body) };
  });
  deps.ring();
  return made;
}).openapi(leaveRoute, async (c) => {
  const { deps: { db, now }, viewer } = c.var;
  await db.transaction(async (tx) => {
    requireMatch(c, JSON.stringify(toPlan(await requireFollowed(tx, viewer.userId))));
    await leavePlan(tx, viewer.userId, now());
  });
  return c.body(null, 204);
});

async function requireFollowed(db: Db | Tx, userId: string): Promise<PlanRow> {
  const row = await getFollowedPlan(db, userId);
  if (!row) throw new RefusedError("not_found");
  return row;
}

/** Refuses what makes no plan, at its field. */
function toRequest({ best, ...given }: z.output<typeof newPlan>, today: string): PlanRequest {
  const meters = best ? RACE_METERS[best.distance] : 0;
  if (best && !isRaceTime(best.seconds, meters)) {
    throw wrong("best", "Nobody takes so long, or so short, over this distance.");
  }
  if (given.raceDate > addDays(today, 7 * MOST_WEEKS_AHEAD)) {
    throw wrong("raceDate", "Up to three years ahead.");
  }
  const request = { ...given, today, vdot: best ? vdotOf(meters, best.seconds) ?? null : null };
  const built = buildPlan(request);
  if ("refused" in built) throw wrong("raceDate", REFUSALS[built.refused]);
  return request;
}
