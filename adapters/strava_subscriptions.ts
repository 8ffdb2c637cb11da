import { z } from "zod";
import { callStrava, formOnce } from "@/adapters/strava_http.ts";
import type { StravaSettings } from "@/adapters/strava_oauth.ts";

const subscription = z.object({
  id: z.number().transform(String),
  callback_url: z.string().nullish(),
});

export type Subscription = z.output<typeof subscription>;

/** The application's one subscription to events. Every method fails with a StravaError. */
interface Subscriptions {
  /** Strava asks `callbackUrl` for an answer before it says yes. Answers the new id. */
  create(callbackUrl: string, verifyToken: string): Promise<string>;
  list(): Promise<Subscription[]>;
  remove(id: string): Promise<void>;
}

export function openSubscriptions(
  { apiUrl, clientId, clientSecret }: StravaSettings,
): Subscriptions {
  const us = { client_id: clientId, client_secret: clientSecret };
  const place = `${apiUrl}/push_subscriptions`;
  const query = new URLSearchParams(us);
  return {
    async create(callbackUrl, verifyToken) {
      const form = { ...us, callback_url: callbackUrl, verify_token: verifyToken };
      const { json } = await callStrava(place, formOnce(form));
      return subscription.parse(json).id;
    },
    async list() {
      const { json } = await callStrava(`${place}?${query}`, {});
      return z.array(subscription).parse(json);
    },
    async remove(id) {
      await callStrava(`${place}/${encodeURIComponent(id)}?${query}`, { method: "DELETE" });
    },
  };
}
