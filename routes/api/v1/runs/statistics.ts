import { createRoute, z } from "@hono/zod-openapi";
import { sumPeriods } from "@/db/run_sums.ts";
import { sumRuns } from "@/db/runs_list.ts";
import { firstDayOf } from "@/domain/training/weeks.ts";
import { answerByVersion, repeatedByVersion } from "@/http/api/answer.ts";
import {
  apiRouter,
  common,
  needs,
  nextCursor,
  notModified,
  pageQuery,
  readHeaders,
} from "@/http/api/openapi.ts";
import { badCursor, runFilters, toFilter } from "@/http/api/run_query.ts";

const sums = {
  count: z.int(),
  distanceMeters: z.number(),
  movingSeconds: z.int(),
  elevationGainMeters: z.number(),
};
const statistics = z.object({
  totals: z.object(sums).openapi({ description: "Of everything that the filter lets through." }),
  items: z.array(z.object({
    start: z.iso.date().openapi({ description: "The local date of its first day." }),
    ...sums,
    elapsedSeconds: z.int(),
  })).openapi({ description: "The newest first; without those in which nothing was run." }),
  next: nextCursor,
}).openapi("Statistics");

const readRoute = createRoute({
  method: "get",
  path: "/",
  operationId: "getStatistics",
  summary: "Sums by week, month or year",
  description: "Weeks begin on the day that the runner's profile says.",
  tags: ["Runs"],
  ...needs("runs:read", repeatedByVersion()),
  request: {
    headers: readHeaders,
    query: z.strictObject({
      ...runFilters,
      period: z.enum(["week", "month", "year"]).default("week"),
      ...pageQuery,
    }),
  },
  responses: {
    200: {
      description: "A page of periods.",
      content: { "application/json": { schema: statistics } },
    },
    ...notModified,
    ...common(422),
  },
});

export default apiRouter().openapi(readRoute, async (c) => {
  const { deps: { db }, viewer, reader } = c.var;
  const { limit, period, cursor, ...query } = c.req.valid("query");
  if (cursor !== undefined && !z.iso.date().safeParse(cursor).success) throw badCursor();
  const filter = { ...toFilter(query), sources: viewer.sources };
  return await answerByVersion(c, async () => {
    const firstDay = firstDayOf(reader.weekStart);
    const found = await sumPeriods(db, viewer.userId, filter, {
      period,
      firstDay,
      before: cursor,
      limit: limit + 1,
    });
    const items = found.slice(0, limit);
    const totals = await sumRuns(db, viewer.userId, filter);
    const next = found.length > limit ? items.at(-1)?.start ?? null : null;
    const answer: z.output<typeof statistics> = { totals, items, next };
    return { json: JSON.stringify(answer), next };
  });
});
