import { z } from "zod";

/** What goes wrong between an event and its delivery. */
export const webhookFaultInputSchema = z.strictObject({
  name: z.string().default("webhook fault"),
  match: z.strictObject({
    objectType: z.enum(["activity", "athlete"]).optional(),
    aspect: z.enum(["create", "update", "delete"]).optional(),
    ownerId: z.int().optional(),
    objectId: z.string().optional(),
  }).default({}),
  effect: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("lose") }),
    z.strictObject({ kind: z.literal("duplicate"), copies: z.int().min(1).default(1) }),
    z.strictObject({ kind: z.literal("delay"), seconds: z.int().min(0) }),
    /** Holds events until this many wait, then sends them last first. */
    z.strictObject({ kind: z.literal("reverse"), count: z.int().min(2).default(2) }),
    z.strictObject({ kind: z.literal("wrong-subscription"), subscriptionId: z.int().default(1) }),
    z.strictObject({ kind: z.literal("unknown-owner"), ownerId: z.int().default(1) }),
    z.strictObject({ kind: z.literal("oversize"), bytes: z.int().min(1).default(2_000_000) }),
  ]),
  times: z.int().min(1).optional(),
});

export type WebhookFaultInput = z.input<typeof webhookFaultInputSchema>;

export interface WebhookFault extends z.infer<typeof webhookFaultInputSchema> {
  readonly id: string;
  fired: number;
}
