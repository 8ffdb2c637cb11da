import { Hono } from "hono";
import type { AppEnv } from "@/http/env.ts";
import { readProgress } from "@/http/import_progress.ts";

/** What the progress island asks for, once a second while an import is under way. */
export default new Hono<AppEnv>().get("/", async (c) => {
  const { progress } = await readProgress(c);
  return c.json(progress ?? null, 200, { "cache-control": "no-store" });
});
