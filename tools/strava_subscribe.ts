import { openSubscriptions } from "@/adapters/strava_subscriptions.ts";
import { readSubscriptionConfig } from "@/config.ts";
import { openDatabase } from "@/db/client.ts";
import {
  deleteSubscription,
  getSubscription,
  replaceSubscription,
  updateSubscription,
} from "@/db/strava_subscription.ts";
import { verifyTokenOf } from "@/domain/strava/hear.ts";
import { hashSecret, newSecret } from "@/domain/tokens/secrets.ts";

const USAGE = "deno task strava:subscribe create | show | remove";

const [action = "show"] = Deno.args;
const actions: Record<string, () => Promise<void>> = { create, show, remove };
if (!Object.hasOwn(actions, action)) {
  console.error(`Cannot "${action}": ${USAGE}`);
  Deno.exit(1);
}

const config = readSubscriptionConfig();
const { db, close } = await openDatabase(config.database.url, config.database.token);
const subscriptions = openSubscriptions(config.strava);
try {
  await actions[action]();
} catch (error) {
  console.error(
    `Cannot ${action} the subscription: ${error instanceof Error ? error.message : error}`,
  );
  Deno.exitCode = 1;
} finally {
  close();
}

/** The application has to be running at BASE_URL: Strava calls it before it says yes. */
async function create(): Promise<void> {
  const [known] = await subscriptions.list();
  if (known) {
    throw new Error(`Strava has one already (${known.id}). Remove it first: ${USAGE}`);
  }
  const secret = newSecret();
  await replaceSubscription(db, { pathHash: hashSecret(secret), createdAt: Date.now() });
  const callbackUrl = `${config.baseUrl}/webhooks/strava/${secret}`;
  const subscriptionId = await subscriptions.create(callbackUrl, verifyTokenOf(secret));
  await updateSubscription(db, { subscriptionId });
  console.log(`Strava now tells ${config.baseUrl} what happens (subscription ${subscriptionId}).`);
}

async function show(): Promise<void> {
  const [known] = await subscriptions.list();
  const here = await getSubscription(db);
  if (!known) return console.log("Strava has no subscription of this application.");
  const isOurs = known.id === here?.subscriptionId;
  const heard = here?.lastEventAt ? new Date(here.lastEventAt).toISOString() : "never";
  console.log(`Subscription ${known.id}, ${isOurs ? "known here" : "NOT known to this database"}`);
  console.log(`Last event: ${heard}`);
}

async function remove(): Promise<void> {
  const known = await subscriptions.list();
  for (const { id } of known) await subscriptions.remove(id);
  await deleteSubscription(db);
  console.log(known.length > 0 ? "Removed." : "There was none.");
}
