import { parseArgs } from "node:util";
import type { Db } from "@/db/client.ts";
import { getClient, listClients } from "@/db/clients.ts";
import { newClient, registerClient, removeClient, replaceSecret } from "@/domain/tokens/clients.ts";
import { SCOPES } from "@/domain/tokens/scopes.ts";
import { openKnownDatabase } from "@/tools/known_database.ts";

const USAGE = `deno task clients list
deno task clients add service --name NAME --scopes "users:read runs:ingest" [--first-party] [--alg ES256]
deno task clients add app --name NAME --scopes "runs:read" --redirect URI … [--origin ORIGIN …] [--public] [--first-party] [--alg ES256]
deno task clients secret ID      a new secret instead of the old one
deno task clients remove ID      with all that runners granted it

Scopes: ${SCOPES.join(" ")}.
An app asks runners for what it may do; --public is one that can keep no secret, such as a page or a phone.
--first-party is part of Runnerly itself: runs from Strava may pass through it to the runner they belong to.`;

class UsageError extends Error {}

async function add(db: Db, [kind]: string[], flags: Flags): Promise<void> {
  const given = newClient.safeParse({
    kind,
    name: flags.name,
    scopes: flags.scopes?.split(" ").filter(Boolean),
    alg: flags.alg,
    firstParty: flags["first-party"],
    redirectUris: flags.redirect,
    origins: flags.origin,
    confidential: !flags.public,
  });
  if (!given.success) {
    const problems = given.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new UsageError(`Cannot add that client:\n  ${problems.join("\n  ")}`);
  }
  const { client, secret } = await registerClient(db, given.data, Date.now());
  console.log(`client_id      ${client.id}`);
  if (secret !== undefined) {
    console.log(`client_secret  ${secret}\n\nThe secret is shown this once.`);
  }
}

async function list(db: Db): Promise<void> {
  const clients = await listClients(db);
  if (clients.length === 0) console.log("No client is registered.");
  for (const { id, kind, name, scopes, firstParty, redirectUris } of clients) {
    console.log(`${id}  ${kind}${firstParty ? ", first party" : ""}  ${name}`);
    console.log(`  ${scopes.join(" ")}`);
    for (const uri of redirectUris) console.log(`  ${uri}`);
  }
}

async function renew(db: Db, id = ""): Promise<void> {
  const client = await getClient(db, id);
  const secret = client && await replaceSecret(db, client);
  if (secret === undefined) throw new UsageError("There is no such client, or it has no secret.");
  console.log(`client_secret  ${secret}\n\nIt is shown this once, and the old one opens nothing.`);
}

async function remove(db: Db, id = ""): Promise<void> {
  if (!await removeClient(db, id, Date.now())) throw new UsageError("There is no such client.");
  console.log("Removed, with all that runners granted it. Its tokens open nothing within seconds.");
}

const options = {
  name: { type: "string" },
  scopes: { type: "string" },
  alg: { type: "string" },
  redirect: { type: "string", multiple: true },
  origin: { type: "string", multiple: true },
  public: { type: "boolean" },
  "first-party": { type: "boolean" },
} as const;
type Flags = ReturnType<typeof readArguments>["values"];

function readArguments() {
  return parseArgs({ args: Deno.args, allowPositionals: true, options });
}

async function run(db: Db): Promise<void> {
  const { positionals: [command, ...rest], values } = readArguments();
  if (command === "add") return await add(db, rest, values);
  if (command === "list") return await list(db);
  if (command === "secret") return await renew(db, rest[0]);
  if (command === "remove") return await remove(db, rest[0]);
  throw new UsageError(USAGE);
}

const { db, close } = await openKnownDatabase();
try {
  await run(db);
} catch (error) {
  if (!(error instanceof UsageError || error instanceof TypeError)) throw error;
  console.error(error.message);
  Deno.exitCode = 2;
} finally {
  close();
}
