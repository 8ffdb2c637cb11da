import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { stravaAccounts } from "@/db/schema/strava.ts";
import { openSealer } from "@/domain/tokens/sealing.ts";
import { createApp } from "@/http/app.ts";
import { en } from "@/locales/en/mod.ts";
import { assertShows } from "@/tests/support/page.ts";
import { newRunner, PASSWORD } from "@/tests/support/runner.ts";
import { connectStrava, type StravaApp, withStravaApp } from "@/tests/support/strava.ts";
import { openVisitor, type Visitor } from "@/tests/support/visitor.ts";

const WRONG = new Uint8Array(32).fill(9);

/** Ways to have lost the key that sealed a token. */
const LOSSES = {
  "a key that is gone": [{ id: "other", key: WRONG }],
  "another key of the same name": [{ id: "test", key: WRONG }],
};

const ENDINGS = {
  "disconnecting": {
    end: (visitor: Visitor) => visitor.post("/account/strava/disconnect"),
    says: en.strava.disconnect.notRevoked,
  },
  "deleting the account": {
    end: (visitor: Visitor) => visitor.post("/account/delete", { password: PASSWORD }),
    says: en.accounts.remove.notRevoked,
  },
};

/** The same browser, before the same application started with other keys. */
function restarted(app: StravaApp, visitor: Visitor, keys: { id: string; key: Uint8Array }[]) {
  const other = createApp({ ...app.deps, sealer: openSealer(keys) });
  const same = openVisitor(other, app.deps.baseUrl);
  for (const [name, value] of visitor.cookies) same.cookies.set(name, value);
  return same;
}

for (const [loss, keys] of Object.entries(LOSSES)) {
  for (const [name, { end, says }] of Object.entries(ENDINGS)) {
    Deno.test(`${name} works with ${loss}, and says what is left to do at Strava`, () =>
      withStravaApp({}, async (app) => {
        const { visitor } = await newRunner(app);
        await connectStrava(visitor);
        const answer = await end(restarted(app, visitor, keys));
        strictEqual(answer.status, 200);
        assertShows(answer, says);
        deepStrictEqual(await app.db.select().from(stravaAccounts), []);
      }));
  }
}
