import { createRoute, z } from "@hono/zod-openapi";
import { listUserIds } from "@/db/users.ts";
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
import { badCursor } from "@/http/api/run_query.ts";

const listRoute = createRoute({
  method: "get",
  path: "/",
  operationId: "listUsers",
  summary: "List the ids of runners",
  description: "For services: whoever confirmed their e-mail, in the order they came.",
  tags: ["Services"],
  ...needs("users:read"),
  request: { headers: readHeaders, query: z.strictObject(pageQuery) },
  responses: {
    200: {
      description: "A page of ids.",
      content: {
        "application/json": {
          schema: z.object({ items: z.array(z.object({ id: z.uuid() })), next: nextCursor })
            .openapi("UserPage"),
        },
      },
    },
    ...notModified,
    ...common(422),
  },
});

export default apiRouter().openapi(listRoute, async (c) => {
  const { limit, cursor } = c.req.valid("query");
  if (cursor !== undefined && !z.uuid().safeParse(cursor).success) throw badCursor();
  const ids = await listUserIds(c.var.deps.db, { after: cursor, limit: limit + 1 });
  const items = ids.slice(0, limit).map((id) => ({ id }));
  return answerPage(c, { items, next: ids.length > limit ? items.at(-1)?.id ?? null : null });
});
