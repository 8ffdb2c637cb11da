import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { signingKeys } from "@/db/schema/tokens.ts";
import { openDealer } from "@/domain/tokens/dealer.ts";
import { openKeyRing } from "@/domain/tokens/key_ring.ts";
import { rotateKeys } from "@/domain/tokens/rotate_keys.ts";
import { openSealer } from "@/domain/tokens/sealing.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";

const MINUTE = 60_000;
const ACCESS = { subject: "s", clientId: "c", scopes: [], firstParty: false };

/** A dealer that was started with other SEALING_KEYS, so none of the keys before opens. */
function restarted({ db, clock, deps: { baseUrl: issuer } }: TestApp) {
  const sealer = openSealer([{ id: "other", key: new Uint8Array(32).fill(9) }]);
  return { sealer, dealer: openDealer({ db, sealer, now: clock.now, issuer }) };
}

function headerOf(token: string): { kid: string } {
  return JSON.parse(atob(token.split(".")[0]));
}

Deno.test("signer() makes one key of each kind when many need the first at once", () =>
  withApp({}, async ({ db, clock, deps: { sealer } }) => {
    const rings = [1, 2].map(() => openKeyRing({ db, sealer, now: clock.now }));
    const asked = rings.flatMap((ring) => [1, 2, 3].map(() => ring.signer("EdDSA")));
    const kids = (await Promise.all(asked)).map(({ kid }) => kid);
    strictEqual(new Set(kids).size, 1);
    deepStrictEqual(
      (await db.select().from(signingKeys)).map(({ alg }) => alg).sort(),
      ["ES256", "EdDSA"],
    );
  }));

Deno.test("signer() makes one key when many find that SEALING_KEYS opens none", () =>
  withApp({}, async (app) => {
    const old = await app.deps.dealer.issue(ACCESS, "EdDSA");
    const { dealer } = restarted(app);
    const fresh = await Promise.all([1, 2, 3].map(() => dealer.issue(ACCESS, "EdDSA")));
    strictEqual(new Set(fresh.map((token) => headerOf(token).kid)).size, 1);
    for (const token of [old, ...fresh]) ok(await dealer.verify(token));
    const rows = await app.db.select().from(signingKeys);
    strictEqual(rows.filter(({ alg }) => alg === "EdDSA").length, 2);
  }));

Deno.test("a next key that nothing opens any more costs no living token", () =>
  withApp({}, async (app) => {
    const { db, clock, deps } = app;
    await deps.dealer.issue(ACCESS, "EdDSA");
    clock.advance(MINUTE);
    await rotateKeys(db, deps.sealer, clock.now(), { force: true });
    const { dealer, sealer } = restarted(app);
    const signers = new Set<string>();
    let living: { token: string; until: number }[] = [];
    for (let minute = 0; minute < 150; minute += 5) {
      const token = await dealer.issue(ACCESS, "EdDSA");
      signers.add(headerOf(token).kid);
      living.push({ token, until: clock.now() + 15 * MINUTE });
      await rotateKeys(db, sealer, clock.now());
      clock.advance(5 * MINUTE);
      living = living.filter(({ until }) => until > clock.now());
      for (const { token } of living) ok(await dealer.verify(token), `after ${minute} minutes`);
    }
    strictEqual(signers.size, 1);
  }));

Deno.test("a key that was removed by rotation verifies nothing on any instance", () =>
  withApp({}, async ({ db, clock, deps: { sealer, dealer } }) => {
    const { kid } = await dealer.keys.signer("EdDSA");
    await rotateKeys(db, sealer, clock.now(), { force: true });
    clock.advance(60 * MINUTE);
    const other = openKeyRing({ db, sealer, now: clock.now });
    ok(await other.verifier(kid), "the next one has only just begun");
    clock.advance(18 * MINUTE);
    const { removed } = await rotateKeys(db, sealer, clock.now());
    ok(removed.some((key) => key.kid === kid));
    for (const ring of [dealer.keys, other]) {
      strictEqual(await ring.verifier(kid), undefined);
      ok(!(await ring.publicSet()).keys.some((key) => key.kid === kid));
      ok((await ring.signer("EdDSA")).kid !== kid);
    }
  }));
