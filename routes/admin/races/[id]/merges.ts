import { Hono } from "hono";
import { z } from "zod";
import { RefusedError } from "@/domain/errors.ts";
import { mergeRace } from "@/domain/races/merge.ts";
import type { AppEnv } from "@/http/env.ts";
import { idParam } from "@/http/params.ts";

const form = z.object({ double: z.uuid() });

export default new Hono<AppEnv>().post("/", async (c) => {
  const { db, now } = c.var.deps;
  const id = idParam(c);
  const given = form.safeParse(await c.req.parseBody().catch(() => null));
  if (!given.success) throw new RefusedError("bad_form");
  await db.transaction((tx) => mergeRace(tx, given.data.double, id, now()));
  return c.redirect(`/races/${id}?done=merged`, 303);
});
