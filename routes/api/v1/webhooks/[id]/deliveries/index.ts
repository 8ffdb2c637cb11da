import { createRoute, z } from "@hono/zod-openapi";
import { listDeliveries } from "@/db/webhook_deliveries.ts";
import { getWebhook } from "@/db/webhooks.ts";
import { RefusedError } from "@/domain/errors.ts";
import { answerPage } from "@/http/api/answer.ts";
import {
  apiRouter,
  common,
  idPath,
  needs,
  nextCursor,
  notModified,
  pageQuery,
  readHeaders,
} from "@/http/api/openapi.ts";
import { placeOf } from "@/http/api/run_query.ts";
import { delivery, ownerOf, toDelivery } from "@/http/api/webhook.ts";
import { idParam } from "@/http/params.ts";
import { writeCursor } from "@/http/run_filters.ts";

const listRoute = createRoute({
  method: "get",
  path: "/",
  operationId: "listWebhookDeliveries",
  summary: "List a webhook's deliveries",
  description: "The newest first, of the last 30 days.",
  tags: ["Webhooks"],
  ...needs("runs:read"),
  request: { params: idPath, headers: readHeaders, query: z.strictObject(pageQuery) },
  responses: {
    200: {
      description: "A page of deliveries.",
      content: {
        "application/json": {
          schema: z.object({ items: z.array(delivery), next: nextCursor })
            .openapi("WebhookDeliveryPage"),
        },
      },
    },
    ...notModified,
    ...common(404, 422),
  },
});

export default apiRouter().openapi(listRoute, async (c) => {
  const { deps: { db }, viewer } = c.var;
  const { limit, cursor } = c.req.valid("query");
  const before = placeOf(cursor);
  const known = await getWebhook(db, ownerOf(c.var), idParam(c));
  if (!known) throw new RefusedError("not_found");
  const found = await listDeliveries(db, viewer.userId, known.id, { before, limit: limit + 1 });
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  const next = last ? writeCursor([last.createdAt, last.id]) : null;
  return answerPage(c, { items: shown.map(toDelivery), next });
});
