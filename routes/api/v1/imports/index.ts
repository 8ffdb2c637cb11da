import { createRoute, z } from "@hono/zod-openapi";
import { listImports } from "@/db/imports.ts";
import { seesStrava } from "@/domain/tokens/viewer.ts";
import { answerPage } from "@/http/api/answer.ts";
import { importReceipt, toImport } from "@/http/api/import.ts";
import {
  apiRouter,
  common,
  needs,
  nextCursor,
  notModified,
  pageQuery,
  readHeaders,
} from "@/http/api/openapi.ts";
import { badCursor } from "@/http/api/run_query.ts";

const listRoute = createRoute({
  method: "get",
  path: "/",
  operationId: "listImports",
  summary: "List imports, the newest first",
  description: "Only the runner's own tokens see what came from Strava.",
  tags: ["Imports"],
  ...needs("runs:read"),
  request: { headers: readHeaders, query: z.strictObject(pageQuery) },
  responses: {
    200: {
      description: "A page of imports.",
      content: {
        "application/json": {
          schema: z.object({ items: z.array(importReceipt), next: nextCursor })
            .openapi("ImportPage"),
        },
      },
    },
    ...notModified,
    ...common(422),
  },
});

export default apiRouter().openapi(listRoute, async (c) => {
  const { deps: { db }, viewer } = c.var;
  const { limit, cursor } = c.req.valid("query");
  if (cursor !== undefined && !z.uuid().safeParse(cursor).success) throw badCursor();
  const found = seesStrava(viewer)
    ? await listImports(db, viewer.userId, { before: cursor, limit: limit + 1 })
    : [];
  const items = found.slice(0, limit).map(toImport);
  return answerPage(c, { items, next: found.length > limit ? items.at(-1)?.id ?? null : null });
});
