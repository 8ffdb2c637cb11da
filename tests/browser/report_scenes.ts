import { eq } from "drizzle-orm";
import { mailChoices } from "@/db/schema/jobs.ts";
import { plannedRuns } from "@/db/schema/plans.ts";
import { type LinkPromise, signLink } from "@/domain/mail/links.ts";
import { userIdOf } from "@/tests/support/history.ts";
import { PLAN_FORM } from "@/tests/support/plans.ts";
import { giveWeeks } from "@/tests/support/report_runs.ts";
import { newRunner } from "@/tests/support/runner.ts";
import type { WebApp } from "@/tests/support/web.ts";
import type { Scene } from "./scenes.ts";

/** Reports of somebody who runs three times a week, and of somebody who never ran. */
export async function reportScenes(app: WebApp): Promise<Scene[]> {
  const { visitor: fresh } = await newRunner(app);
  const { visitor, email } = await newRunner(app);
  await giveWeeks(app, await userIdOf(app, email), "2026-05-03");
  await visitor.post("/plan", PLAN_FORM);
  await app.drain();
  const link = (email: string, act: LinkPromise["act"], about: string) =>
    userIdOf(app, email).then((userId) =>
      signLink(app.deps.sealer, { act, userId, about, until: null })
    );
  const stopped = await newRunner(app);
  await app.db.update(mailChoices).set({ stoppedAt: 1, stoppedBy: "bounce" })
    .where(eq(mailChoices.userId, await userIdOf(app, stopped.email)));
  const long = await app.db.select().from(plannedRuns).where(eq(plannedRuns.kind, "long"))
    .orderBy(plannedRuns.date).limit(1).get();
  const move = await link(email, "move_long", `${long?.id} 2026-05-09`);
  return [
    { name: "reports-none", path: "/reports", visitor: fresh },
    { name: "reports", path: "/reports", visitor },
    { name: "reports-months", path: "/reports?by=month", visitor },
    { name: "report-week", path: "/reports/2026-04-27", visitor },
    { name: "report-month", path: "/reports/2026-04", visitor },
    { name: "report-open", path: "/reports/2026-05-04", visitor },
    { name: "mails", path: "/account/mails", visitor },
    { name: "mails-stopped", path: "/account/mails", visitor: stopped.visitor },
    { name: "dashboard-mails-stopped", path: "/", visitor: stopped.visitor },
    { name: "unsubscribe", path: `/unsubscribe/${await link(email, "unsubscribe", "report")}` },
    {
      name: "unsubscribed",
      path: `/unsubscribe/${await link(stopped.email, "unsubscribe", "report")}`,
      act: (page) => page.locator("main button").click(),
    },
    { name: "act-ill", path: `/mail-actions/${await link(email, "ill", "2026-05-04")}` },
    { name: "act-skip", path: `/mail-actions/${await link(email, "skip_week", "2026-05-11")}` },
    { name: "act-move", path: `/mail-actions/${move}` },
    { name: "act-done", path: `/mail-actions/${move}?done=1` },
    {
      name: "act-no-plan",
      path: `/mail-actions/${await link(stopped.email, "ill", "2026-05-04")}`,
    },
    { name: "report-empty", path: "/reports/2026-04-27", visitor: fresh },
  ];
}
