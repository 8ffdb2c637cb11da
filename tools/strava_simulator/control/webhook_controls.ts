import { enqueueEvent, enqueueForgery, type EventFacts } from "../webhooks/deliver.ts";
import {
  type WebhookFault,
  type WebhookFaultInput,
  webhookFaultInputSchema,
} from "../webhooks/fault.ts";
import type { Delivery } from "../webhooks/subscription.ts";
import { nextSequence, type World } from "../world.ts";

export function createWebhookControls(world: World) {
  return {
    subscription: () => world.state.subscription,
    /** Every event on its way, delivered, lost or given up, in the order it arose. */
    deliveries: (): readonly Delivery[] => world.state.deliveries,
    clearDeliveries() {
      world.state.deliveries = world.state.deliveries.filter((each) => each.state === "pending");
    },
    webhookFaults: (): readonly WebhookFault[] => world.state.webhookFaults,
    addWebhookFault(input: WebhookFaultInput): WebhookFault {
      const parsed = webhookFaultInputSchema.parse(input);
      const fault = { ...parsed, id: `webhook-fault-${nextSequence(world)}`, fired: 0 };
      world.state.webhookFaults.push(fault);
      return fault;
    },
    clearWebhookFaults() {
      world.state.webhookFaults = [];
    },
    /** A well-formed event of one's own making, `times` over. */
    sendEvent(facts: EventFacts, times = 1): void {
      for (let count = 0; count < times; count++) enqueueEvent(world, facts);
    },
    /** Any body at all, to the subscriber or to the URL given. */
    forgeEvent(body: string, callbackUrl?: string): void {
      enqueueForgery(world, body, callbackUrl);
    },
  };
}
