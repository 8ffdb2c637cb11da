import { createRoute, z } from "@hono/zod-openapi";
import { RefusedError } from "@/domain/errors.ts";
import { readSchedule } from "@/domain/plans/schedule.ts";
import { localDate } from "@/domain/training/weeks.ts";
import { answerPage } from "@/http/api/answer.ts";
import {
  apiRouter,
  common,
  needs,
  nextCursor,
  notModified,
  pageQuery,
  readHeaders,
} from "@/http/api/openapi.ts";
import { plannedRun, toPlannedRun } from "@/http/api/plan.ts";
import { badCursor } from "@/http/api/run_query.ts";
import { readRaceCursor, writeRaceCursor } from "@/http/race_query.ts";

const listRoute = createRoute({
  method: "get",
  path: "/",
  operationId: "listPlannedRuns",
  summary: "List the runs of the plan",
  description: "By date, the earliest first. 404 where no plan is followed.",
  tags: ["Plans"],
  ...needs("plans:read"),
  request: {
    headers: readHeaders,
    query: z.strictObject({
      from: z.iso.date().optional().openapi({ description: "The first date." }),
      to: z.iso.date().optional().openapi({ description: "The last date." }),
      ...pageQuery,
    }),
  },
  responses: {
    200: {
      description: "A page of planned runs.",
      content: {
        "application/json": {
          schema: z.object({ items: z.array(plannedRun), next: nextCursor })
            .openapi("PlannedRunPage"),
        },
      },
    },
    ...notModified,
    ...common(404, 422),
  },
});

export default apiRouter().openapi(listRoute, async (c) => {
  const { deps: { db, now }, viewer, reader } = c.var;
  const { limit, cursor, from = "", to = "9999" } = c.req.valid("query");
  const after = readRaceCursor(cursor);
  if (cursor !== undefined && !after) throw badCursor();
  const today = localDate(now(), reader.timeZone);
  const schedule = await readSchedule(db, viewer.userId, today);
  if (!schedule) throw new RefusedError("not_found");
  const left = schedule.runs.filter(({ date, id }) =>
    date >= from && date <= to && (!after || [date, id].join(".") > after.join("."))
  );
  const items = left.slice(0, limit).map((run) => toPlannedRun(run, schedule, viewer));
  const last = left.length > limit ? items.at(-1) : undefined;
  return answerPage(c, { items, next: last ? writeRaceCursor([last.date, last.id]) : null });
});
