import { eq } from "drizzle-orm";
import { noteCron } from "@/db/crons.ts";
import { insertJob } from "@/db/jobs.ts";
import { insertMail, moveMail } from "@/db/mails.ts";
import { jobs } from "@/db/schema/jobs.ts";
import { blockStravaCalls } from "@/db/strava_quota.ts";
import { updateRole } from "@/db/users.ts";
import { LOOK_JOB } from "@/domain/strava/owe.ts";
import { takeCall } from "@/domain/strava/quota.ts";
import { userIdOf } from "@/tests/support/history.ts";
import { newRunner } from "@/tests/support/runner.ts";
import type { WebApp } from "@/tests/support/web.ts";
import type { Scene } from "./scenes.ts";

/** The operator's page with something in each of its parts, and what it asks before something goes. */
export async function operatorScenes(app: WebApp): Promise<Scene[]> {
  const { db } = app;
  const { visitor, email } = await newRunner(app);
  await updateRole(db, email, "admin");
  const [userId, now] = [await userIdOf(app, email), app.clock.now()];
  const payload = { v: 1, userId, externalId: "5000", misses: 0 };
  const job = await insertJob(db, { kind: LOOK_JOB, userId, payload, runAt: now }, now) ?? "";
  const problem = "Strava's activity cannot be read: distance: Invalid input";
  await db.update(jobs).set({ state: "buried", attempts: 8, problem, finishedAt: now })
    .where(eq(jobs.id, job));
  const mail = await db.transaction(async (tx) => {
    const owed = { userId, kind: "reset" as const, cause: "scene", toAddress: email };
    const id = await insertMail(tx, owed, now) ?? "";
    await moveMail(tx, id, ["waiting"], { state: "failed", problem: "No such mail box" });
    return id;
  });
  await noteCron(db, "drain the jobs", now);
  await takeCall(db, "person", now);
  await blockStravaCalls(db, { now, until: now + 3_600_000, because: "inactive", isKnown: true });
  return [
    { name: "operator", path: "/admin/jobs", visitor },
    { name: "operator-account", path: "/account", visitor },
    { name: "operator-discard-job", path: `/admin/jobs/${job}/discard`, visitor },
    { name: "operator-discard-mail", path: `/admin/mails/${mail}/discard`, visitor },
  ];
}
