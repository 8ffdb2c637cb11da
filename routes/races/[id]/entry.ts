import { Hono } from "hono";
import { getEntry } from "@/db/race_entries.ts";
import { saveEntry } from "@/domain/races/enter.ts";
import { requireRace } from "@/domain/races/own.ts";
import { findLinkedRun, listOffered } from "@/domain/races/result.ts";
import { localDate } from "@/domain/training/weeks.ts";
import { readEntryForm } from "@/http/entry_form.ts";
import type { AppEnv } from "@/http/env.ts";
import { answerRace } from "@/http/own_race.tsx";
import { idParam } from "@/http/params.ts";

export default new Hono<AppEnv>().post("/", async (c) => {
  const { deps: { db, now }, runner } = c.var;
  const race = await requireRace(db, idParam(c));
  const today = localDate(now(), runner.timeZone);
  const entry = await getEntry(db, runner.id, race.id);
  const linked = entry && await findLinkedRun(db, entry, race);
  const candidates = await listOffered(db, runner.id, race, linked);
  const form = await readEntryForm(c, { race, candidates, today });
  const { data } = form;
  if (!data) return await answerRace(c, race, form);
  await db.transaction((tx) => saveEntry(tx, runner.id, race.id, { ...data, now: now() }));
  return c.redirect(`/races/${race.id}?done=saved`, 303);
});
