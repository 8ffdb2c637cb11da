import { createRoute, z } from "@hono/zod-openapi";
import { getWebhook } from "@/db/webhooks.ts";
import { RefusedError } from "@/domain/errors.ts";
import { replayDelivery } from "@/domain/webhooks/replay.ts";
import { makeOnce } from "@/http/api/idempotency.ts";
import { apiRouter, common, deliveryPath, needs, postHeaders } from "@/http/api/openapi.ts";
import { delivery, ownerOf, toDelivery } from "@/http/api/webhook.ts";
import { idParam } from "@/http/params.ts";

const replayRoute = createRoute({
  method: "post",
  path: "/",
  operationId: "replayWebhookDelivery",
  summary: "Send a delivery again",
  description: "Under the same id. One that still waits is refused.",
  tags: ["Webhooks"],
  ...needs("runs:read"),
  request: { params: deliveryPath, headers: postHeaders },
  responses: {
    201: {
      description: "The delivery, which waits again.",
      content: { "application/json": { schema: delivery } },
    },
    ...common(400, 404, 409, 413, 415, 422),
  },
});

export default apiRouter().openapi(replayRoute, async (c) => {
  const { deps: { now, ring }, viewer } = c.var;
  const named = { deliveryId: idParam(c, "delivery"), webhookId: idParam(c) };
  const answer = await makeOnce<z.output<typeof delivery>, 201>(c, async (tx) => {
    if (!await getWebhook(tx, ownerOf(c.var), named.webhookId)) throw new RefusedError("not_found");
    const fresh = await replayDelivery(tx, viewer.userId, named, now());
    return { status: 201, body: JSON.stringify(toDelivery(fresh)) };
  });
  ring();
  return answer;
});
