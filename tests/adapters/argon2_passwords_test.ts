import { match, ok, strictEqual } from "node:assert/strict";
import { openPasswords } from "@/adapters/argon2_passwords.ts";

const PASSWORD = "seven green herons";

Deno.test("a password is known by its hash alone, and nobody has an account that is not there", async () => {
  const passwords = openPasswords();
  const stored = await passwords.hash(PASSWORD);
  match(stored, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  ok(await passwords.verify(stored, PASSWORD));
  strictEqual(await passwords.verify(stored, "seven green heron"), false);
  strictEqual(await passwords.verify(undefined, PASSWORD), false);
});

Deno.test("who has no account waits as long as who has one: the decoy has the cost of a hash", async () => {
  const source = await Deno.readTextFile(
    new URL("../../adapters/argon2_passwords.ts", import.meta.url),
  );
  const stored = await openPasswords().hash(PASSWORD);
  const cost = (hash: string) => hash.split("$").slice(0, 4).join("$");
  const decoy = source.match(/"(\$argon2id[^"]+)"/)?.[1] ?? "";
  strictEqual(cost(decoy), cost(stored));
});
