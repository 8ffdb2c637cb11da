import { z } from "@hono/zod-openapi";
import type { Delivery } from "@/db/webhook_deliveries.ts";
import type { ShownWebhook, WebhookOwner } from "@/db/webhooks.ts";
import { callingClientOf, type Principal } from "@/domain/tokens/principal.ts";
import type { Viewer } from "@/domain/tokens/viewer.ts";
import { toInstant } from "@/http/api/run.ts";

const PROBLEMS =
  "address_refused, host_unknown, unreachable, timed_out, redirected, answered, secret_lost, interrupted";

/** An address that hears of runs, without its secret: that is shown once, to who makes it. */
export const webhook = z.object({
  id: z.uuid(),
  url: z.url(),
  createdAt: z.iso.datetime(),
  pausedUntil: z.iso.datetime().nullable().openapi({
    description: "Set once three attempts in a row have failed: what is owed waits until then.",
  }),
  problem: z.string().nullable().openapi({
    description: "Why the last attempt failed; null since the last one that did not.",
    example: "timed_out",
  }),
}).openapi("Webhook");

export const madeWebhook = webhook.extend({
  secret: z.string().openapi({
    description: "Signs what is sent, as in Standard Webhooks. Shown this once.",
    example: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=",
  }),
}).openapi("NewWebhook");

const event = z.object({
  type: z.enum(["run.created", "run.updated", "run.deleted"]),
  runId: z.uuid(),
  occurredAt: z.iso.datetime(),
}).openapi("WebhookEvent");

export const delivery = z.object({
  id: z.uuid().openapi({ description: "The same in each attempt, as webhook-id." }),
  state: z.enum(["waiting", "delivered", "failed"]),
  attempts: z.int(),
  status: z.int().nullable().openapi({ description: "Of the last answer, if there was one." }),
  problem: z.string().nullable().openapi({
    description: `Why the last attempt came to nothing: ${PROBLEMS}, or another one some day.`,
    example: "timed_out",
  }),
  createdAt: z.iso.datetime(),
  settledAt: z.iso.datetime().nullable(),
  events: z.array(event),
}).openapi("WebhookDelivery");

const message = z.object({
  id: z.uuid().openapi({ description: "As webhook-id: a message may come twice." }),
  createdAt: z.iso.datetime(),
  events: z.array(event).min(1).max(200),
}).openapi("WebhookMessage");

const header = (description: string) => z.string().openapi({ description });

/** What a webhook is sent, for the document. */
export const runsChanged: Parameters<
  import("@hono/zod-openapi").OpenAPIHono["openAPIRegistry"]["registerWebhook"]
>[0] = {
  method: "post",
  path: "runsChanged",
  operationId: "runsChanged",
  summary: "Runs have changed",
  description:
    "Says which runs to read again, at least once and in no order. An app hears nothing of what came from Strava.",
  tags: ["Webhooks"],
  // The signature says who calls.
  security: [],
  request: {
    headers: z.object({
      "webhook-id": header("The message's id."),
      "webhook-timestamp": header("When it was sent, in seconds: refuse what is minutes old."),
      "webhook-signature": header(
        "v1, and the HMAC-SHA256 of id.timestamp.body in base64; the key is the secret after whsec_, from base64.",
      ),
    }),
    body: { required: true, content: { "application/json": { schema: message } } },
  },
  responses: {
    "2XX": { description: "It has arrived." },
    410: { description: "It is not wanted any more: the webhook is removed." },
    default: { description: "It is sent again later, ten times in all over some hours." },
  },
};

/** Whose webhooks a caller deals with: an app with its own alone, a script with its runner's own. */
export function ownerOf(
  { principal, viewer }: { principal: Principal; viewer: Viewer },
): WebhookOwner {
  return { userId: viewer.userId, clientId: callingClientOf(principal) };
}

export function toWebhook(
  { id, url, createdAt, pausedUntil, problem }: ShownWebhook,
): z.output<typeof webhook> {
  return {
    ...{ id, url, problem },
    createdAt: toInstant(createdAt),
    pausedUntil: pausedUntil === null ? null : toInstant(pausedUntil),
  };
}

export function toDelivery(row: Delivery): z.output<typeof delivery> {
  const { id, state, attempts, status, problem, createdAt, settledAt, events } = row;
  return {
    ...{ id, state, attempts, status, problem },
    createdAt: toInstant(createdAt),
    settledAt: settledAt === null ? null : toInstant(settledAt),
    events: events.map(({ type, runId, at }) => ({ type, runId, occurredAt: toInstant(at) })),
  };
}
