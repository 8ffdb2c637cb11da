import { Hono } from "hono";
import { z } from "zod";
import { RefusedError } from "@/domain/errors.ts";
import { retryFailed } from "@/domain/strava/retry.ts";
import type { AppEnv } from "@/http/env.ts";
import { readForm } from "@/http/forms.ts";

const fields = z.object({ what: z.enum(["activities", "details", "looks"]) });

/** Has tried again what failed. */
export default new Hono<AppEnv>().post("/", async (c) => {
  const { deps, runner } = c.var;
  const { data } = await readForm(c, fields, (code): code is "bad" => code === "bad", "bad");
  if (!data) throw new RefusedError("bad_form");
  await deps.db.transaction((tx) => retryFailed(tx, runner.id, data.what, deps.now()));
  deps.ring();
  return c.redirect("/account/strava?retried=1", 303);
});
