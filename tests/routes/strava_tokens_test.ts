import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { stravaAccounts } from "@/db/schema/strava.ts";
import { getAccessToken, refreshAccessToken } from "@/domain/strava/access.ts";
import { getStravaAccount, type StravaAccount } from "@/db/strava_accounts.ts";
import { resealTokens } from "@/domain/strava/reseal.ts";
import { openSealer } from "@/domain/tokens/sealing.ts";
import { userIdOf } from "@/tests/support/history.ts";
import { newRunner } from "@/tests/support/runner.ts";
import { askStrava, consent, type StravaApp, withStravaApp } from "@/tests/support/strava.ts";
import { rowsWith } from "@/tests/support/tables.ts";

const OLD_KEY = { id: "test", key: new Uint8Array(32).fill(7) };
const NEW_KEY = { id: "next", key: new Uint8Array(32).fill(8) };
const LOST_KEY = { id: "lost", key: new Uint8Array(32).fill(9) };

/** Connects, and answers the code and the account, with the tokens open. */
async function connected(app: StravaApp) {
  const { visitor } = await newRunner(app);
  const path = await consent(await askStrava(visitor));
  strictEqual((await visitor.get(path)).status, 303);
  const [account] = await app.db.select().from(stravaAccounts);
  const { sealer } = app.deps;
  return {
    account,
    code: new URLSearchParams(path.split("?")[1]).get("code") ?? "",
    access: await sealer.open(account.accessTokenSealed),
    refresh: await sealer.open(account.refreshTokenSealed),
  };
}

function contextOf(app: StravaApp, keys: { id: string; key: Uint8Array }[]) {
  return { ...app.deps, sealer: openSealer(keys), now: app.clock.now() };
}

Deno.test("No code and no token of Strava's rests readable in the database, or shows in the log", () =>
  withStravaApp({}, async (app) => {
    const { code, access, refresh, account } = await connected(app);
    await app.drain();
    for (const secret of [code, access, refresh]) {
      ok(/^[0-9a-f]{40}$/.test(secret));
      deepStrictEqual(await rowsWith(app.db, secret, btoa(secret)), {});
      ok(!JSON.stringify(app.logged).includes(secret));
      ok(!await fileHas(app.databaseUrl, secret), "nor in the file's free pages");
    }
    ok(!JSON.stringify(app.logged).includes(account.refreshTokenSealed));
  }));

Deno.test("A token sealed with an older key still opens, and the next refresh seals with the new one", () =>
  withStravaApp({}, async (app) => {
    const { account, access } = await connected(app);
    const rotated = contextOf(app, [NEW_KEY, OLD_KEY]);
    strictEqual(await getAccessToken(rotated, account), access);

    app.clock.advance(6 * 3_600_000);
    const fresh = await getAccessToken({ ...rotated, now: app.clock.now() }, account);
    const stored = await getStravaAccount(app.db, account.userId) as StravaAccount;
    strictEqual(stored.sealingKeyId, "next");
    const withoutOld = openSealer([NEW_KEY]);
    strictEqual(await withoutOld.open(stored.accessTokenSealed), fresh);
    ok(await withoutOld.open(stored.refreshTokenSealed));
  }));

Deno.test("resealTokens() seals everything with the new key, so that the old one can go", () =>
  withStravaApp({}, async (app) => {
    const { account, access, refresh } = await connected(app);
    const keys = [NEW_KEY, OLD_KEY];
    deepStrictEqual(await resealTokens(contextOf(app, keys)), { sealed: 1, lost: 0 });
    deepStrictEqual(await resealTokens(contextOf(app, keys)), { sealed: 0, lost: 0 });
    const stored = await getStravaAccount(app.db, account.userId) as StravaAccount;
    const withoutOld = openSealer([NEW_KEY]);
    strictEqual(await withoutOld.open(stored.accessTokenSealed), access);
    strictEqual(await withoutOld.open(stored.refreshTokenSealed), refresh);
  }));

Deno.test("resealTokens() goes on past tokens that cannot be opened, and asks their runner to connect again", () =>
  withStravaApp({}, async (app) => {
    const { account } = await connected(app);
    const lost = [];
    for (const name of ["0", "z"]) {
      const { email } = await newRunner(app, `${name}@example.org`);
      const userId = await userIdOf(app, email);
      lost.push(userId);
      const sealed = await openSealer([LOST_KEY]).seal("a token");
      const row = { ...account, userId, athleteId: name, sealingKeyId: LOST_KEY.id };
      await app.db.insert(stravaAccounts).values({
        ...row,
        accessTokenSealed: sealed,
        refreshTokenSealed: sealed,
      });
    }
    const keys = [NEW_KEY, OLD_KEY];
    deepStrictEqual(await resealTokens(contextOf(app, keys)), { sealed: 1, lost: 2 });
    strictEqual((await getStravaAccount(app.db, account.userId))?.sealingKeyId, "next");
    for (const userId of lost) {
      strictEqual((await getStravaAccount(app.db, userId))?.status, "reconnect");
    }
    deepStrictEqual(await resealTokens(contextOf(app, keys)), { sealed: 0, lost: 2 });
  }));

Deno.test("A token whose key is gone says which key is missing, and is not tried at Strava", () =>
  withStravaApp({}, async (app) => {
    const { account } = await connected(app);
    app.strava.clearJournal();
    const attempt = getAccessToken(contextOf(app, [NEW_KEY]), account);
    const error = await attempt.then(() => undefined, (error: unknown) => error);
    ok(error instanceof Error && error.message.includes('"test"'), String(error));
    deepStrictEqual(app.strava.calls(), {});
  }));

Deno.test("A sealed token that was tampered with does not open", () =>
  withStravaApp({}, async (app) => {
    const { account } = await connected(app);
    const parts = account.accessTokenSealed.split(".");
    const flipped = parts[3][0] === "A" ? "B" : "A";
    parts[3] = flipped + parts[3].slice(1);
    const forged = { ...account, accessTokenSealed: parts.join(".") };
    const opened = await getAccessToken(contextOf(app, [OLD_KEY]), forged).catch(() => undefined);
    strictEqual(opened, undefined);
  }));

for (const rotation of ["always", "when-new", "never"] as const) {
  Deno.test(`Of many refreshes at once one reaches Strava, and none loses the token (rotation ${rotation})`, () =>
    withStravaApp({}, async (app) => {
      app.strava.setBehaviour({ refreshRotation: rotation });
      const { account } = await connected(app);
      app.clock.advance(6 * 3_600_000);
      app.strava.clearJournal();
      const context = contextOf(app, [OLD_KEY]);
      const tokens = await Promise.all(
        Array.from({ length: 8 }, () => refreshAccessToken(context, account)),
      );
      strictEqual(app.strava.calls()["POST /oauth/token"], 1);
      const stored = await getStravaAccount(app.db, account.userId) as StravaAccount;
      const current = await app.deps.sealer.open(stored.accessTokenSealed);
      deepStrictEqual(new Set(tokens.filter((token) => token !== undefined)), new Set([current]));
      strictEqual(stored.status, "connected");
      const page = await app.deps.strava.listActivities(current, { page: 1 });
      deepStrictEqual(page.activities, []);
    }));
}

async function fileHas(databaseUrl: string, text: string): Promise<boolean> {
  const path = databaseUrl.replace(/^file:/, "");
  for (const file of [path, `${path}-wal`]) {
    const bytes = await Deno.readFile(file);
    if (new TextDecoder("latin1").decode(bytes).includes(text)) return true;
  }
  return false;
}
