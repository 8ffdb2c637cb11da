import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { mailTokens } from "@/db/schema/accounts.ts";
import { mails } from "@/db/schema/jobs.ts";
import { en } from "@/locales/en/mod.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { mailedLink, newRunner, PASSWORD, type TestRunner } from "@/tests/support/runner.ts";

const NEXT = "nine blue kestrels";

interface Link {
  path: string;
  token: string;
}

/** Each act that puts an account out of others' reach, and the link it needs, asked for before. */
const ACTS: Record<string, {
  prepare: (app: TestApp, runner: TestRunner) => Promise<Link | undefined>;
  act: (app: TestApp, runner: TestRunner, link?: Link) => Promise<{ status: number }>;
}> = {
  "a change of e-mail": {
    async prepare(app, { visitor }) {
      await visitor.post("/account/email", { email: "moved@example.org", password: PASSWORD });
      return await mailedLink(app, "moved@example.org");
    },
    act: (_, { visitor }, link) => visitor.post("/change-email", { token: link?.token ?? "" }),
  },
  "a change of password": {
    prepare: () => Promise.resolve(undefined),
    act: (_, { visitor }) =>
      visitor.post("/account/password", { current: PASSWORD, password: NEXT }),
  },
  "a reset of the password": {
    async prepare(app, { email }) {
      await app.visit().post("/forgotten-password", { email });
      return await mailedLink(app, email);
    },
    act: (app, _, link) =>
      app.visit().post("/reset-password", { token: link?.token ?? "", password: NEXT }),
  },
};

for (const [name, { prepare, act }] of Object.entries(ACTS)) {
  Deno.test(`After ${name} no reset goes out that was asked for before`, () =>
    withApp({}, async (app) => {
      const runner = await newRunner(app);
      const link = await prepare(app, runner);
      await app.visit().post("/forgotten-password", { email: runner.email });
      const before = app.mailbox.mails().length;
      strictEqual((await act(app, runner, link)).status, 303);
      await app.drain();
      const { subject } = en.mails.reset;
      const since = app.mailbox.mails().slice(0, -before || undefined);
      deepStrictEqual(since.filter((mail) => mail.subject === subject), []);
      const waiting = (await app.db.select().from(mails)).filter(({ state }) =>
        state === "waiting"
      );
      deepStrictEqual(waiting, []);
      const open = (await app.db.select().from(mailTokens)).map(({ kind }) => kind);
      deepStrictEqual(open, []);
    }));
}
