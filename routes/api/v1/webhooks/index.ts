import { createRoute, z } from "@hono/zod-openapi";
import { listWebhooks } from "@/db/webhooks.ts";
import { addWebhook, MOST_WEBHOOKS } from "@/domain/webhooks/add.ts";
import { isThisMachine, isWebhookUrl } from "@/domain/webhooks/urls.ts";
import { answerTagged } from "@/http/api/answer.ts";
import { makeOnce } from "@/http/api/idempotency.ts";
import {
  apiRouter,
  common,
  needs,
  notModified,
  postHeaders,
  readHeaders,
} from "@/http/api/openapi.ts";
import { wrong } from "@/http/api/problem.ts";
import { madeWebhook, ownerOf, toWebhook, webhook } from "@/http/api/webhook.ts";

const WANTED = "Name an https address on the open net, without a user, a password or a fragment.";

const listRoute = createRoute({
  method: "get",
  path: "/",
  operationId: "listWebhooks",
  summary: "List webhooks",
  description: "Without their secrets. An app sees its own, a personal token those of the scripts.",
  tags: ["Webhooks"],
  ...needs("runs:read"),
  request: { headers: readHeaders },
  responses: {
    200: {
      description: `All of them, the newest first: at most ${MOST_WEBHOOKS}.`,
      content: {
        "application/json": { schema: z.object({ items: z.array(webhook) }).openapi("Webhooks") },
      },
    },
    ...notModified,
    ...common(),
  },
});

const addRoute = createRoute({
  method: "post",
  path: "/",
  operationId: "createWebhook",
  summary: "Hear of changed runs",
  description:
    "Each change of a run is sent there as a signed POST. The answer alone has the secret that signs.",
  tags: ["Webhooks"],
  ...needs("runs:read"),
  request: {
    headers: postHeaders,
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.strictObject({
            url: z.string().max(2000).openapi({
              format: "uri",
              description:
                "An https address on the open net; where Runnerly runs on your own machine, one of that machine too.",
              example: "https://app.example/runs-changed",
            }),
          }).openapi("WebhookAddress"),
        },
      },
    },
  },
  responses: {
    201: {
      description: "The webhook with its secret; Location has its address.",
      content: { "application/json": { schema: madeWebhook } },
    },
    ...common(400, 409, 413, 415, 422),
  },
});

export default apiRouter().openapi(listRoute, async (c) => {
  const webhooks = await listWebhooks(c.var.deps.db, ownerOf(c.var), MOST_WEBHOOKS);
  return answerTagged(c, { items: webhooks.map(toWebhook) });
}).openapi(addRoute, async (c) => {
  const { baseUrl, sealer, now } = c.var.deps;
  const { url } = c.req.valid("json");
  if (!isWebhookUrl(url, { allowLoopback: isThisMachine(baseUrl) })) throw wrong("url", WANTED);
  return await makeOnce(c, async (tx) => {
    const { secret, ...made } = await addWebhook(tx, ownerOf(c.var), url, { sealer, now: now() });
    const location = `/api/v1/webhooks/${made.id}`;
    return { status: 201, body: JSON.stringify({ ...toWebhook(made), secret }), location };
  }, { hasSecret: true });
});
