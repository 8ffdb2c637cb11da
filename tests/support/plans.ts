import { strictEqual } from "node:assert/strict";
import type { TestApp } from "./app.ts";
import type { Visitor } from "./visitor.ts";

/** What the page of plans asks; a half marathon in 19 weeks of the tests' today. */
export const PLAN_FORM = {
  ...{ goal: "half", raceDate: "2026-09-13", level: "intermediate", weekly: "25", longest: "9" },
  ...{ bestDistance: "10k", bestTime: "45:00", d2: "1", d4: "1", d6: "1", d0: "1" },
};

/** Follows a plan, whose sessions are made. */
export async function followPlan(app: TestApp, visitor: Visitor): Promise<void> {
  strictEqual((await visitor.post("/plan", PLAN_FORM)).location, "/plan");
  await app.drain();
}
