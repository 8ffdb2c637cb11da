import { parseArgs } from "node:util";
import { readSealingKeys } from "@/config.ts";
import type { Db } from "@/db/client.ts";
import { readPair } from "@/domain/tokens/key_files.ts";
import { importKey, rotateKeys } from "@/domain/tokens/rotate_keys.ts";
import { openSealer, type Sealer } from "@/domain/tokens/sealing.ts";
import { openKnownDatabase } from "@/tools/known_database.ts";

const USAGE = `deno task keys:rotate
  Adds the next signing keys, which sign an hour from now, and removes those whose last token has died.
deno task keys:import --key key.pem --chain chain.pem
  Adds your own Ed25519 or P-256 key (PKCS #8) with its certificate chain, the key's own certificate first.`;

async function rotate(db: Db, sealer: Sealer): Promise<void> {
  const { added, removed } = await rotateKeys(db, sealer, Date.now(), { force: true });
  for (const { alg, kid, signsFrom } of added) {
    console.log(`Added ${alg} key ${kid}; it signs from ${new Date(signsFrom).toISOString()}.`);
  }
  if (added.length === 0) console.log("The next keys wait already; none was added.");
  for (const { alg, kid } of removed) console.log(`Removed ${alg} key ${kid}.`);
}

async function bring(db: Db, sealer: Sealer, files: { key: string; chain: string }): Promise<void> {
  const [key, chain] = await Promise.all(
    [files.key, files.chain].map((path) => Deno.readTextFile(path)),
  );
  const added = await importKey(db, sealer, await readPair(key, chain), Date.now());
  if (!added) throw new Error("That key is here already");
  const from = new Date(added.signsFrom).toISOString();
  console.log(`Added ${added.alg} key ${added.kid} with its certificates; it signs from ${from}.`);
}

const { positionals: [command], values } = parseArgs({
  args: Deno.args,
  allowPositionals: true,
  options: { key: { type: "string" }, chain: { type: "string" } },
});
const { key, chain } = values;
if (command !== "rotate" && !(command === "import" && key && chain)) {
  console.error(USAGE);
  Deno.exit(2);
}
const sealer = openSealer(readSealingKeys());
const { db, close } = await openKnownDatabase();
try {
  if (key && chain) await bring(db, sealer, { key, chain });
  else await rotate(db, sealer);
} catch (error) {
  console.error(error instanceof Error ? `Cannot do that: ${error.message}.` : error);
  Deno.exitCode = 1;
} finally {
  close();
}
