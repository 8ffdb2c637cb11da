import { Hono } from "hono";
import type { AppEnv } from "@/http/env.ts";
import { answerRace } from "@/http/own_race.tsx";
import { raceOfPath } from "@/http/race_page.tsx";

export default new Hono<AppEnv>().get("/", async (c) => {
  const race = await raceOfPath(c);
  if (race.mergedInto) return c.redirect(`/races/${race.mergedInto}`, 301);
  return await answerRace(c, race);
});
