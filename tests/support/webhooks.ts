import { webhookDeliveries } from "@/db/schema/tokens.ts";
import { type ApiClient, expectStatus } from "./api.ts";
import type { TestApp } from "./app.ts";

type DeliveryRow = typeof webhookDeliveries.$inferSelect;

export const RUN = {
  title: "Along the river",
  sport: "Run",
  startedAt: "2026-05-03T06:00:00Z",
  distanceMeters: 10_000,
  movingSeconds: 3_000,
};

export interface MadeWebhook {
  id: string;
  url: string;
  secret: string;
}

export async function makeWebhook(client: ApiClient, url: string): Promise<MadeWebhook> {
  return expectStatus(await client.post("/webhooks", { url }), 201);
}

/** What is owed and was sent, the oldest first. */
export async function readDeliveries({ db }: Pick<TestApp, "db">): Promise<DeliveryRow[]> {
  return await db.select().from(webhookDeliveries).orderBy(webhookDeliveries.createdAt);
}

/** What the messages say, in short. */
export function typesIn(deliveries: Pick<DeliveryRow, "events">[]): string[] {
  return deliveries.flatMap(({ events }) => events.map(({ type }) => type));
}
