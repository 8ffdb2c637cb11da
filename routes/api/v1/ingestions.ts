import { createRoute, z } from "@hono/zod-openapi";
import { type GivenRun, type Ingested, ingestRuns } from "@/domain/runs/ingest.ts";
import { makeOnce } from "@/http/api/idempotency.ts";
import { apiRouter, common, needs, postHeaders } from "@/http/api/openapi.ts";
import { ProblemError } from "@/http/api/problem.ts";
import { isRunBy, NOT_RUN_YET, runFields } from "@/http/api/run.ts";

const VISIBLE = "1 to 200 visible characters of ASCII, no blanks.";

const givenRun = runFields.omit({ notes: true }).extend({
  userId: z.uuid(),
  source: z.enum(["file", "archive"]).default("file"),
  sourceId: z.string().regex(/^[\x21-\x7e]{1,200}$/, VISIBLE).openapi({
    description:
      "What the service calls it: the same id again updates the same run, whichever service sends it. Where there are several, begin it with the name of yours.",
  }),
}).openapi("GivenRun");

const result = z.object({
  index: z.int().openapi({ description: "Its place in what was sent." }),
  status: z.enum([
    "created",
    "updated",
    "unchanged",
    "removed",
    "repeated",
    "unknown_user",
    "unknown_time_zone",
  ]).openapi({
    description:
      "removed: the runner does not want it. repeated: the same run stands further up in this request.",
  }),
  runId: z.uuid().nullable(),
}).openapi("IngestedRun");

const ingestRoute = createRoute({
  method: "post",
  path: "/",
  operationId: "ingestRuns",
  summary: "Store runs of any runners",
  description:
    "For services. Each run is stored once, whatever is sent twice; the answer says of each row what became of it.",
  tags: ["Services"],
  ...needs("runs:ingest"),
  request: {
    headers: postHeaders,
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.strictObject({ runs: z.array(givenRun).min(1).max(1000) }).openapi("Ingestion"),
        },
      },
    },
  },
  responses: {
    200: {
      description: "A result for each row, in their order.",
      content: {
        "application/json": {
          schema: z.object({ results: z.array(result) }).openapi("IngestionResults"),
        },
      },
    },
    ...common(400, 413, 415, 422),
  },
});

export default apiRouter().openapi(ingestRoute, async (c) => {
  const now = c.var.deps.now();
  requireRun(c.req.valid("json").runs, now);
  const given = c.req.valid("json").runs.map(toGiven);
  const answer = await makeOnce<{ results: z.output<typeof result>[] }, 200>(c, async (tx) => {
    const results = (await ingestRuns(tx, given, now)).map(toResult);
    return { status: 200, body: JSON.stringify({ results }) };
  });
  // Some of so many runners may have webhooks; ringing in vain costs less than asking for each.
  c.var.deps.ring();
  return answer;
});

/** Refuses what is not run yet, and says which rows those are. */
function requireRun(rows: { startedAt: string }[], now: number): void {
  const errors = [...rows.entries()].filter(([, row]) => !isRunBy(Date.parse(row.startedAt), now))
    .map(([i]) => ({ pointer: `/runs/${i}/startedAt`, detail: NOT_RUN_YET }));
  if (errors.length === 0) return;
  throw new ProblemError("invalid", { detail: "See errors for what and where.", errors });
}

function toGiven(row: z.output<typeof givenRun>): GivenRun {
  const { userId, source, sourceId, timeZone, ...run } = row;
  const { averageHeartRateBpm, maxHeartRateBpm, cadenceStepsPerMinute, ...facts } = run;
  return {
    userId,
    source,
    externalId: sourceId,
    timeZone,
    facts: {
      ...facts,
      startedAt: Date.parse(facts.startedAt),
      elapsedSeconds: facts.elapsedSeconds ?? facts.movingSeconds,
      averageHr: averageHeartRateBpm,
      maxHr: maxHeartRateBpm,
      cadence: cadenceStepsPerMinute,
    },
  };
}

function toResult(ingested: Ingested, index: number): z.output<typeof result> {
  return {
    index,
    status: ingested.status,
    runId: "runId" in ingested ? ingested.runId : null,
  };
}
