import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { insertDenied } from "@/db/denied_tokens.ts";
import { openDealer } from "@/domain/tokens/dealer.ts";
import { deniedUntil, openDenyList } from "@/domain/tokens/deny_list.ts";
import { withApp } from "@/tests/support/app.ts";
import { openClock } from "@/tests/support/clock.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

Deno.test("isDenied() knows a denial whatever readings are under way when it is asked", () =>
  withApp({}, async ({ db, clock }) => {
    const list = openDenyList(db, clock.now);
    strictEqual(await list.isDenied(["token:a"]), false);
    clock.advance(10 * SECOND);
    const denial = insertDenied(db, "token:a", deniedUntil(clock.now()));
    const before = list.isDenied(["token:a"]);
    await denial;
    list.reread();
    const after: Promise<boolean>[] = [];
    for (let turn = 0; turn < 200; turn++) {
      after.push(list.isDenied(["token:a"]));
      await Promise.resolve();
    }
    await before;
    deepStrictEqual(new Set(await Promise.all(after)), new Set([true]));
  }));

Deno.test("isDenied() reads the table again after ten seconds, for all who ask at once", () =>
  withApp({}, async ({ db, clock }) => {
    const list = openDenyList(db, clock.now);
    const ask = () => Promise.all([1, 2, 3].map(() => list.isDenied(["grant:a"])));
    deepStrictEqual(await ask(), [false, false, false]);
    await insertDenied(db, "grant:a", deniedUntil(clock.now()));
    clock.advance(10 * SECOND - 1);
    deepStrictEqual(await ask(), [false, false, false], "as another instance may see it");
    clock.advance(1);
    deepStrictEqual(await ask(), [true, true, true]);
  }));

Deno.test("a denial outlives the tokens of an instance whose clock is ahead", () =>
  withApp({}, async ({ db, clock, deps: { sealer, dealer, baseUrl: issuer } }) => {
    const ahead = openClock(clock.now() + 59 * SECOND);
    const other = openDealer({ db, sealer, now: ahead.now, issuer });
    const access = { subject: "s", clientId: "c", grantId: "g", scopes: [], firstParty: false };
    const token = await other.issue(access, "EdDSA");
    ok(await dealer.verify(token));
    await insertDenied(db, "grant:g", deniedUntil(clock.now()));
    dealer.denied.reread();
    for (let minute = 0; minute < 20; minute += 0.25) {
      strictEqual(await dealer.verify(token), undefined, `after ${minute} minutes`);
      clock.advance(MINUTE / 4);
    }
  }));
