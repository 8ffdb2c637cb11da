import { Hono } from "hono";
import { z } from "zod";
import { BandPage } from "@/components/races/BandPage.tsx";
import { getEntry } from "@/db/race_entries.ts";
import { RefusedError } from "@/domain/errors.ts";
import { paceBand } from "@/domain/training/pace_band.ts";
import type { AppEnv } from "@/http/env.ts";
import { goalsOf } from "@/http/own_race.tsx";
import { raceOfPath } from "@/http/race_page.tsx";
import { renderPage } from "@/http/render.tsx";
import { formatFor } from "@/locales/format.ts";

const query = z.object({
  goal: z.enum(["A", "B", "C"]).catch("B"),
  split: z.enum(["even", "negative"]).catch("even"),
});

export default new Hono<AppEnv>().get("/", async (c) => {
  const { deps: { db }, runner, locale, t: { races: { paces: t } } } = c.var;
  const race = await raceOfPath(c);
  if (race.mergedInto) return c.redirect(`/races/${race.mergedInto}`, 301);
  const { goal: letter, split: strategy } = query.parse(c.req.query());
  const entry = await getEntry(db, runner.id, race.id);
  const goal = entry && goalsOf(entry).find((each) => each.letter === letter);
  if (!goal) throw new RefusedError("not_found");
  const { units } = runner;
  const rows = paceBand({
    ...{ meters: race.distanceMeters, goalSeconds: goal.seconds, strategy, units },
  });
  return renderPage(
    c,
    { title: t.printTitle(race.name) },
    <BandPage
      race={race}
      goalSeconds={goal.seconds}
      strategy={strategy}
      rows={rows}
      t={t}
      format={formatFor(locale, units)}
    />,
  );
});
