import { Hono } from "hono";
import { beginImport } from "@/domain/strava/begin_import.ts";
import type { AppEnv } from "@/http/env.ts";

/** Reads everything again, or goes on where a failed import stopped. */
export default new Hono<AppEnv>().post("/", async (c) => {
  const { deps, runner } = c.var;
  await deps.db.transaction((tx) => beginImport(tx, runner.id, deps.now()));
  deps.ring();
  return c.redirect("/account/strava", 303);
});
