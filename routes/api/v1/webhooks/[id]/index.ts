import { createRoute } from "@hono/zod-openapi";
import { deleteWebhook, getWebhook } from "@/db/webhooks.ts";
import { RefusedError } from "@/domain/errors.ts";
import { answerTagged, requireMatch } from "@/http/api/answer.ts";
import {
  apiRouter,
  common,
  idPath,
  needs,
  notModified,
  readHeaders,
  writeHeaders,
} from "@/http/api/openapi.ts";
import { ownerOf, toWebhook, webhook } from "@/http/api/webhook.ts";
import { idParam } from "@/http/params.ts";

const readRoute = createRoute({
  method: "get",
  path: "/",
  operationId: "getWebhook",
  summary: "Read a webhook",
  tags: ["Webhooks"],
  ...needs("runs:read"),
  request: { params: idPath, headers: readHeaders },
  responses: {
    200: {
      description: "The webhook, without its secret.",
      content: { "application/json": { schema: webhook } },
    },
    ...notModified,
    ...common(404),
  },
});

const removeRoute = createRoute({
  method: "delete",
  path: "/",
  operationId: "removeWebhook",
  summary: "Remove a webhook",
  description: "With its deliveries; what is still owed to it is not sent.",
  tags: ["Webhooks"],
  ...needs("runs:read"),
  request: { params: idPath, headers: writeHeaders },
  responses: { 204: { description: "It hears nothing any more." }, ...common(404, 412, 413) },
});

export default apiRouter().openapi(readRoute, async (c) => {
  const known = await getWebhook(c.var.deps.db, ownerOf(c.var), idParam(c));
  if (!known) throw new RefusedError("not_found");
  return answerTagged(c, toWebhook(known));
}).openapi(removeRoute, async (c) => {
  const [owner, id] = [ownerOf(c.var), idParam(c)];
  await c.var.deps.db.transaction(async (tx) => {
    const known = await getWebhook(tx, owner, id);
    if (!known) throw new RefusedError("not_found");
    requireMatch(c, JSON.stringify(toWebhook(known)));
    await deleteWebhook(tx, owner, id);
  });
  return c.body(null, 204);
});
