import { createRoute, z } from "@hono/zod-openapi";
import { getRunJson, listRunJson } from "@/db/run_json.ts";
import { addRun, type OwnRun } from "@/domain/runs/own.ts";
import { canonicalTimeZone } from "@/domain/accounts/profile.ts";
import { answerByVersion, repeatedByVersion, tagFor } from "@/http/api/answer.ts";
import { makeOnce } from "@/http/api/idempotency.ts";
import {
  apiRouter,
  common,
  needs,
  nextCursor,
  notModified,
  pageQuery,
  postHeaders,
  readHeaders,
} from "@/http/api/openapi.ts";
import { wrong } from "@/http/api/problem.ts";
import { ringForWebhooks } from "@/http/api/ring.ts";
import { fullRun, isRunBy, newRun, NOT_RUN_YET, run } from "@/http/api/run.ts";
import { placeOf, runFilters, toFilter } from "@/http/api/run_query.ts";
import { writeCursor } from "@/http/run_filters.ts";

const listRoute = createRoute({
  method: "get",
  path: "/",
  operationId: "listRuns",
  summary: "List runs",
  tags: ["Runs"],
  ...needs("runs:read", repeatedByVersion()),
  request: {
    headers: readHeaders,
    query: z.strictObject({
      ...runFilters,
      sort: z.enum(["newest", "oldest", "longest", "fastest", "climb"]).default("newest"),
      ...pageQuery,
    }),
  },
  responses: {
    200: {
      description: "A page of runs.",
      content: {
        "application/json": {
          schema: z.object({ items: z.array(run), next: nextCursor }).openapi("RunPage"),
        },
      },
    },
    ...notModified,
    ...common(422),
  },
});

const createRunRoute = createRoute({
  method: "post",
  path: "/",
  operationId: "createRun",
  summary: "Add a run by hand",
  tags: ["Runs"],
  ...needs("runs:write"),
  request: {
    headers: postHeaders,
    body: { required: true, content: { "application/json": { schema: newRun } } },
  },
  responses: {
    201: {
      description: "The run; Location has its address.",
      content: { "application/json": { schema: fullRun } },
    },
    ...common(400, 413, 415, 422),
  },
});

export default apiRouter().openapi(listRoute, async (c) => {
  const { deps: { db }, viewer } = c.var;
  const { limit, sort, cursor, ...query } = c.req.valid("query");
  const from = placeOf(cursor);
  return await answerByVersion(c, async () => {
    const page = await listRunJson(db, viewer, toFilter(query), { sort, from, limit });
    const next = page.next ? writeCursor(page.next) : null;
    return { json: `{"items":${page.items},"next":${JSON.stringify(next)}}`, next };
  });
}).openapi(createRunRoute, async (c) => {
  const { deps, viewer, reader } = c.var;
  const given = toOwnRun(c.req.valid("json"), reader.timeZone);
  if (!isRunBy(given.startedAt, deps.now())) throw wrong("startedAt", NOT_RUN_YET);
  const answer = await makeOnce<z.output<typeof fullRun>, 201>(c, async (tx) => {
    const id = await addRun(tx, viewer.userId, given, deps.now());
    const body = await getRunJson(tx, viewer, id) ?? "";
    return { status: 201, body, location: `/api/v1/runs/${id}`, etag: tagFor(body) };
  });
  await ringForWebhooks(c);
  return answer;
});

/** As the domain has it. */
function toOwnRun(
  { averageHeartRateBpm, maxHeartRateBpm, cadenceStepsPerMinute, ...given }: z.output<
    typeof newRun
  >,
  theirZone: string,
): OwnRun {
  const timeZone = canonicalTimeZone(given.timeZone ?? theirZone);
  if (timeZone === undefined) throw wrong("timeZone", "Name an IANA zone, as in Europe/Paris.");
  return {
    ...given,
    timeZone,
    startedAt: Date.parse(given.startedAt),
    elapsedSeconds: given.elapsedSeconds ?? given.movingSeconds,
    averageHr: averageHeartRateBpm,
    maxHr: maxHeartRateBpm,
    cadence: cadenceStepsPerMinute,
  };
}
