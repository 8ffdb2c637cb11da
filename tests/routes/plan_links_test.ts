import { ok, strictEqual } from "node:assert/strict";
import { eq } from "drizzle-orm";
import { plannedRuns } from "@/db/schema/plans.ts";
import { runs } from "@/db/schema/runs.ts";
import { upsertRuns } from "@/db/runs.ts";
import { en } from "@/locales/en/mod.ts";
import { type TestApp, withApp } from "@/tests/support/app.ts";
import { newRun, userIdOf } from "@/tests/support/history.ts";
import { assertShows } from "@/tests/support/page.ts";
import { followPlan } from "@/tests/support/plans.ts";
import { newRunner } from "@/tests/support/runner.ts";

const t = en.plans.schedule;

/** A runner with a plan, a week on; the first session has two runs on its day. */
async function withRuns(
  test: (
    scene: TestApp & Awaited<ReturnType<typeof newRunner>> & {
      sessions: (typeof plannedRuns.$inferSelect)[];
      near: ReturnType<typeof newRun>;
      other: ReturnType<typeof newRun>;
      link: (id: string, to: string) => Promise<number>;
    },
  ) => Promise<void>,
): Promise<void> {
  await withApp({}, async (app) => {
    const runner = await newRunner(app);
    await followPlan(app, runner.visitor);
    const userId = await userIdOf(app, runner.email);
    const sessions = await app.db.select().from(plannedRuns).orderBy(plannedRuns.date);
    app.clock.advance(7 * 86_400_000);
    const [{ date, meters }] = sessions;
    const near = newRun(userId, { externalId: "1", localDate: date, distanceMeters: meters });
    const other = newRun(userId, {
      ...{ externalId: "2", localDate: date, distanceMeters: 0.7 * meters },
    });
    await app.db.transaction((tx) => upsertRuns(tx, [near, other]));
    const link = async (id: string, to: string) =>
      (await runner.visitor.post(`/plan/runs/${id}`, { what: "link", [`run-${id}`]: to })).status;
    await test({ ...app, ...runner, sessions, near, other, link });
  });
}

const shows = (page: { text: string }, run: { id: string }) =>
  page.text.includes(`href="/runs/${run.id}"`);

Deno.test("What the runner says of a run counts, and still does when runs were read anew", () =>
  withRuns(async ({ db, visitor, sessions: [first], near, other, link }) => {
    let page = await visitor.get(`/plan/runs/${first.id}`);
    ok(shows(page, near) && !shows(page, other));
    strictEqual(await link(first.id, other.id), 303);
    page = await visitor.get(`/plan/runs/${first.id}`);
    ok(shows(page, other) && !shows(page, near));
    assertShows(page, t.byHand, "70 % of the distance");

    await db.delete(runs);
    ok(!shows(await visitor.get(`/plan/runs/${first.id}`), other));
    const again = [near, other].map((run) => ({ ...run, id: crypto.randomUUID() }));
    await db.transaction((tx) => upsertRuns(tx, again));
    page = await visitor.get(`/plan/runs/${first.id}`);
    ok(shows(page, again[1]) && !shows(page, again[0]), "the row is a new one, the run the same");
    assertShows(page, t.byHand);

    await link(first.id, "auto");
    page = await visitor.get(`/plan/runs/${first.id}`);
    ok(shows(page, again[0]) && !shows(page, again[1]));
    await link(first.id, "none");
    page = await visitor.get(`/plan/runs/${first.id}`);
    ok(!shows(page, again[0]) && !shows(page, again[1]));
  }));

Deno.test("One run is one planned run: saying so of another takes it from the first", () =>
  withRuns(async ({ db, sessions: [first, second], other, link }) => {
    await link(first.id, other.id);
    strictEqual(await link(second.id, other.id), 303);
    const rows = await db.select().from(plannedRuns).where(eq(plannedRuns.isMatchedByHand, true));
    strictEqual(rows.map(({ id }) => id).join(), second.id);
    strictEqual(rows[0].revision, 1, "to a calendar it is the same");
  }));

Deno.test("Only one's own runs around the day can be said to be it", () =>
  withRuns(async (app) => {
    const { db, visitor, sessions, other, link } = app;
    const stranger = await newRunner(app);
    const localDate = sessions[0].date;
    const theirs = newRun(await userIdOf(app, stranger.email), { localDate });
    await db.transaction((tx) => upsertRuns(tx, [theirs]));
    strictEqual(await link(sessions[0].id, theirs.id), 400);
    strictEqual(await link(sessions[20].id, other.id), 400, "it is weeks away");
    strictEqual(await link(sessions[0].id, ""), 400);
    strictEqual((await visitor.post(`/plan/runs/${theirs.id}`, { what: "link" })).status, 404);
    strictEqual(await db.$count(plannedRuns, eq(plannedRuns.isMatchedByHand, true)), 0);
  }));
