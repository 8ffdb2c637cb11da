import { readDatabaseConfig, readSealingKeys } from "@/config.ts";
import { openDatabase } from "@/db/client.ts";
import { resealTokens } from "@/domain/strava/reseal.ts";
import { openSealer } from "@/domain/tokens/sealing.ts";

const { url, token } = readDatabaseConfig();
const { db, close } = await openDatabase(url, token);
const count = await resealTokens({ db, sealer: openSealer(readSealingKeys()) });
close();
console.log(`Sealed the tokens of ${count} account(s) with the first key of SEALING_KEYS.`);
