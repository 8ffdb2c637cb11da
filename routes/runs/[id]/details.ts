import { Hono } from "hono";
import { getOwedAt } from "@/db/jobs.ts";
import { getRun } from "@/db/runs.ts";
import { unparkDetails } from "@/db/run_details.ts";
import { RefusedError } from "@/domain/errors.ts";
import { isSoon } from "@/domain/runs/reading.ts";
import { queueRunDetails, runDetailsKey } from "@/domain/strava/owe.ts";
import type { AppEnv } from "@/http/env.ts";
import { idParam } from "@/http/params.ts";
import { safeList } from "@/http/run_filters.ts";

/** Reads the run in full now, also when it was given up before; and says whether that is under way. */
export default new Hono<AppEnv>().get("/", async (c) => {
  const { deps, runner } = c.var;
  const run = await getRun(deps.db, runner.id, idParam(c));
  if (!run) throw new RefusedError("not_found");
  const owedAt = await getOwedAt(deps.db, runner.id, runDetailsKey(run.id));
  const active = owedAt !== undefined && isSoon(owedAt, deps.now());
  return c.json({ active }, 200, { "cache-control": "no-store" });
}).post("/", async (c) => {
  const { deps, runner } = c.var;
  const run = await getRun(deps.db, runner.id, idParam(c));
  if (run?.source !== "strava" || !run.isRun) throw new RefusedError("not_found");
  await deps.db.transaction(async (tx) => {
    await unparkDetails(tx, runner.id, run.id);
    await queueRunDetails(tx, runner.id, run.id, deps.now());
  });
  deps.ring();
  const list = safeList(c.req.query("list"));
  const query = list === "/runs" ? "" : `?list=${encodeURIComponent(list)}`;
  return c.redirect(`/runs/${run.id}${query}`, 303);
});
