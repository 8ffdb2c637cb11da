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
  return [
    { name: "reports-none", path: "/reports", visitor: fresh },
    { name: "reports", path: "/reports", visitor },
    { name: "reports-months", path: "/reports?by=month", visitor },
    { name: "report-week", path: "/reports/2026-04-27", visitor },
    { name: "report-month", path: "/reports/2026-04", visitor },
    { name: "report-open", path: "/reports/2026-05-04", visitor },
    { name: "report-empty", path: "/reports/2026-04-27", visitor: fresh },
  ];
}
