import { readSealingKeys } from "@/config.ts";
import { resealTokens } from "@/domain/strava/reseal.ts";
import { resealSigningKeys } from "@/domain/tokens/reseal_keys.ts";
import { openSealer } from "@/domain/tokens/sealing.ts";
import { resealWebhooks } from "@/domain/webhooks/reseal.ts";
import { openKnownDatabase } from "@/tools/known_database.ts";

const { db, close } = await openKnownDatabase();
const context = { db, sealer: openSealer(readSealingKeys()) };
const accounts = await resealTokens(context);
const keys = await resealSigningKeys(context);
const webhooks = await resealWebhooks(context);
close();
console.log(
  `Sealed the tokens of ${accounts.sealed} account(s), ${keys.sealed} signing key(s) and the secrets of ${webhooks.sealed} webhook(s) with the first key of SEALING_KEYS.`,
);
const losses: [lost: number, what: string, then: string][] = [
  [accounts.lost, "the tokens of # account(s)", "their runners have to connect to Strava again"],
  [keys.lost, "# signing key(s)", "they sign no more, and the next access token makes a new one"],
  [webhooks.lost, "the secrets of # webhook(s)", "their clients have to add them anew"],
];
for (const [lost, what, then] of losses.filter(([lost]) => lost > 0)) {
  const these = what.replace("#", String(lost));
  console.error(`Cannot open ${these} with any key of SEALING_KEYS: ${then}.`);
  Deno.exitCode = 1;
}
