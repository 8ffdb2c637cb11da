import { createRoute, z } from "@hono/zod-openapi";
import { listMonthJson } from "@/db/run_json.ts";
import { getReader } from "@/db/users.ts";
import { RefusedError } from "@/domain/errors.ts";
import { viewerOf } from "@/domain/tokens/viewer.ts";
import { answerText } from "@/http/api/answer.ts";
import { apiRouter, common, idPath, needs, notModified, readHeaders } from "@/http/api/openapi.ts";
import { run } from "@/http/api/run.ts";
import { idParam } from "@/http/params.ts";

/** Nobody runs so often; a flood of doubles must not fill the memory. */
const MOST = 2000;

const listRoute = createRoute({
  method: "get",
  path: "/",
  operationId: "listRunsOfMonth",
  summary: "A month of a runner's runs",
  description:
    "For services. What came from Strava is among them only where the service is part of Runnerly itself.",
  tags: ["Services"],
  ...needs("users:read"),
  request: {
    params: idPath,
    headers: readHeaders,
    query: z.strictObject({
      month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "As in 2026-05.").openapi({
        description: "By local dates.",
        example: "2026-05",
      }),
    }),
  },
  responses: {
    200: {
      description: `The earliest first, ${MOST.toLocaleString("en")} of them at most.`,
      content: {
        "application/json": {
          schema: z.object({ items: z.array(run) }).openapi("RunsOfMonth"),
        },
      },
    },
    ...notModified,
    ...common(404, 422),
  },
});

export default apiRouter().openapi(listRoute, async (c) => {
  const { deps: { db }, principal } = c.var;
  const userId = idParam(c);
  if (!await getReader(db, userId)) throw new RefusedError("not_found");
  const { month } = c.req.valid("query");
  const items = await listMonthJson(db, viewerOf(principal, userId), month, MOST);
  return answerText(c, `{"items":${items}}`);
});
