import { answerFault, answerJson, answerText, wrongSecret } from "../answers.ts";
import { tokenText } from "../random.ts";
import { nextSequence, type World } from "../world.ts";
import { readWithin } from "./post.ts";
import type { Subscription } from "./subscription.ts";

/** POST /push_subscriptions: asks the callback to prove itself before it says yes. */
export async function createSubscription(world: World, form: URLSearchParams): Promise<Response> {
  const refused = refuseStranger(world, form);
  if (refused) return refused;
  if (world.state.subscription) return refuseSubscription("", "already exists");
  const callbackUrl = form.get("callback_url") ?? "";
  const verifyToken = form.get("verify_token") ?? "";
  const url = URL.parse(callbackUrl);
  if (!url) return refuseSubscription("callback url", "invalid");
  if (callbackUrl.length > world.state.behaviour.callbackUrlMaximum) {
    return refuseSubscription("callback url", "too long");
  }
  const problem = await verifyCallback(world, url, verifyToken);
  if (problem) return refuseSubscription("callback url", problem);
  if (world.state.subscription) return refuseSubscription("", "already exists");
  const subscription: Subscription = {
    id: 131_300 + nextSequence(world),
    callbackUrl,
    verifyToken,
    createdAt: new Date(world.clock.now()).toISOString().replace("Z", "000000Z"),
  };
  world.state.subscription = subscription;
  world.saved();
  return world.state.behaviour.subscriptionAnswer === "full"
    ? answerJson(describeSubscription(world, subscription), 201)
    : answerJson({ id: subscription.id }, 201);
}

export function listSubscriptions(world: World, params: URLSearchParams): Response {
  const refused = refuseStranger(world, params);
  if (refused) return refused;
  const { subscription } = world.state;
  return answerJson(subscription ? [describeSubscription(world, subscription)] : []);
}

export function deleteSubscription(world: World, params: URLSearchParams, id: string): Response {
  const refused = refuseStranger(world, params);
  if (refused) return refused;
  if (String(world.state.subscription?.id) !== id) {
    return answerFault(404, "Record Not Found", [
      { resource: "PushSubscription", field: "id", code: "invalid" },
    ]);
  }
  world.state.subscription = undefined;
  world.saved();
  return new Response(null, { status: 204 });
}

/** The challenge: 200 in time, with the same words back as JSON. */
async function verifyCallback(
  world: World,
  callback: URL,
  verifyToken: string,
): Promise<string | undefined> {
  const challenge = tokenText(world.options.seed, "challenge", nextSequence(world)).slice(0, 16);
  const url = new URL(callback);
  url.searchParams.set("hub.mode", "subscribe");
  url.searchParams.set("hub.challenge", challenge);
  url.searchParams.set("hub.verify_token", verifyToken);
  const answer = await readWithin(url.href, world.state.behaviour.webhookTimeoutMs);
  if (answer.status === 0) return "not verifiable";
  if (answer.status !== 200) return "GET to callback URL does not return 200";
  return echoes(answer.text, challenge) ? undefined : "not verifiable";
}

function echoes(text: string, challenge: string): boolean {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null &&
      Reflect.get(body, "hub.challenge") === challenge;
  } catch {
    return false;
  }
}

function refuseStranger(world: World, fields: URLSearchParams): Response | undefined {
  const { clientId, clientSecret } = world.state.app;
  if (fields.get("client_id") !== clientId) {
    return answerFault(400, "Bad Request", [
      { resource: "Application", field: "client_id", code: "invalid" },
    ]);
  }
  return fields.get("client_secret") === clientSecret ? undefined : wrongSecret();
}

function refuseSubscription(field: string, code: string): Response {
  const errors = [{ resource: "PushSubscription", field, code }];
  return answerText(JSON.stringify({ message: "Bad Request", errors }), 400);
}

function describeSubscription(world: World, subscription: Subscription) {
  return {
    id: subscription.id,
    resource_state: 2,
    application_id: Number(world.state.app.clientId),
    callback_url: subscription.callbackUrl,
    created_at: subscription.createdAt,
    updated_at: subscription.createdAt,
  };
}
