import { Hono } from "hono";
import { deletePersonalToken } from "@/db/personal_tokens.ts";
import { RefusedError } from "@/domain/errors.ts";
import type { AppEnv } from "@/http/env.ts";
import { idParam } from "@/http/params.ts";

export default new Hono<AppEnv>().post("/", async (c) => {
  const { deps: { db }, runner } = c.var;
  if (!await deletePersonalToken(db, runner.id, idParam(c))) throw new RefusedError("not_found");
  return c.redirect("/account/tokens?done=1", 303);
});
