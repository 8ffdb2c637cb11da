import { readDatabaseConfig, readSealingKeys } from "@/config.ts";
import { openDatabase } from "@/db/client.ts";
import { resealTokens } from "@/domain/strava/reseal.ts";
import { resealSigningKeys } from "@/domain/tokens/reseal_keys.ts";
import { openSealer } from "@/domain/tokens/sealing.ts";

const { url, token } = readDatabaseConfig();
const { db, close } = await openDatabase(url, token);
const context = { db, sealer: openSealer(readSealingKeys()) };
const accounts = await resealTokens(context);
const keys = await resealSigningKeys(context);
close();
console.log(
  `Sealed the tokens of ${accounts.sealed} account(s) and ${keys.sealed} signing key(s) with the first key of SEALING_KEYS.`,
);
if (accounts.lost > 0) {
  console.error(
    `Cannot open the tokens of ${accounts.lost} account(s) with any key of SEALING_KEYS: their runners have to connect to Strava again.`,
  );
  Deno.exitCode = 1;
}
if (keys.lost > 0) {
  console.error(
    `Cannot open ${keys.lost} signing key(s) with any key of SEALING_KEYS: they sign no more. The next access token makes a new one.`,
  );
  Deno.exitCode = 1;
}
