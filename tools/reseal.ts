import { readDatabaseConfig, readSealingKeys } from "@/config.ts";
import { openDatabase } from "@/db/client.ts";
import { resealTokens } from "@/domain/strava/reseal.ts";
import { openSealer } from "@/domain/tokens/sealing.ts";

const { url, token } = readDatabaseConfig();
const { db, close } = await openDatabase(url, token);
const { sealed, lost } = await resealTokens({ db, sealer: openSealer(readSealingKeys()) });
close();
console.log(`Sealed the tokens of ${sealed} account(s) with the first key of SEALING_KEYS.`);
if (lost > 0) {
  console.error(
    `Cannot open the tokens of ${lost} account(s) with any key of SEALING_KEYS: their runners have to connect to Strava again.`,
  );
  Deno.exitCode = 1;
}
