import { Hono } from "hono";
import { deleteSession } from "@/db/sessions.ts";
import { RefusedError } from "@/domain/errors.ts";
import type { AppEnv } from "@/http/env.ts";
import { idParam } from "@/http/params.ts";

export default new Hono<AppEnv>().post("/", async (c) => {
  const { deps, runner } = c.var;
  if (!await deleteSession(deps.db, runner.id, idParam(c))) throw new RefusedError("not_found");
  return c.redirect("/account/sessions?done=1", 303);
});
