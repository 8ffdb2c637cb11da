import { Hono } from "hono";
import { getStravaLink } from "@/db/strava_accounts.ts";
import { RefusedError } from "@/domain/errors.ts";
import { beginImport, resumeImport } from "@/domain/strava/begin_import.ts";
import type { AppEnv } from "@/http/env.ts";

/** Reads everything again, or goes on where a failed import stopped. */
export default new Hono<AppEnv>().post("/", async (c) => {
  const { deps, runner } = c.var;
  if (!await getStravaLink(deps.db, runner.id)) throw new RefusedError("strava_not_connected");
  await deps.db.transaction(async (tx) => {
    if (!await resumeImport(tx, runner.id, deps.now())) {
      await beginImport(tx, runner.id, deps.now());
    }
  });
  deps.ring();
  return c.redirect("/account/strava", 303);
});
