import { createRoute, type z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Db, Tx } from "@/db/client.ts";
import { getEntry } from "@/db/race_entries.ts";
import type { RaceRun } from "@/db/race_runs.ts";
import type { Race } from "@/db/races.ts";
import { RefusedError } from "@/domain/errors.ts";
import { saveEntry, withdraw } from "@/domain/races/enter.ts";
import { isRaceTime } from "@/domain/races/limits.ts";
import { requireRace } from "@/domain/races/own.ts";
import { findLinkedRun, listOffered } from "@/domain/races/result.ts";
import type { Viewer } from "@/domain/tokens/viewer.ts";
import { localDate } from "@/domain/training/weeks.ts";
import { answerTagged, requireMatch } from "@/http/api/answer.ts";
import { mayAlso } from "@/http/api/caller.ts";
import {
  apiRouter,
  common,
  idPath,
  needs,
  notModified,
  readHeaders,
  unread,
  writeHeaders,
} from "@/http/api/openapi.ts";
import { wrong } from "@/http/api/problem.ts";
import { entry, entryEdits, toEntry } from "@/http/api/race.ts";
import type { AppEnv } from "@/http/env.ts";
import { idParam } from "@/http/params.ts";

const found = {
  description: "What the race is to the runner.",
  content: { "application/json": { schema: entry } },
};

const readRoute = createRoute({
  method: "get",
  path: "/",
  operationId: "getRaceEntry",
  summary: "Read goals, result and notes",
  description: "404 where the runner has not entered the race.",
  tags: ["Races"],
  ...needs("races:read"),
  request: { params: idPath, headers: readHeaders },
  responses: { 200: found, ...notModified, ...common(404) },
});

const putRoute = createRoute({
  method: "put",
  path: "/",
  operationId: "putRaceEntry",
  summary: "Enter a race, or change goals, result and notes",
  description: "What is left out is set to nothing, but for the run.",
  tags: ["Races"],
  ...needs("races:write"),
  request: {
    params: idPath,
    headers: writeHeaders,
    body: { required: true, content: { "application/json": { schema: entryEdits } } },
  },
  responses: { 200: found, ...unread, ...common(400, 404, 412, 413, 415, 422) },
});

const withdrawRoute = createRoute({
  method: "delete",
  path: "/",
  operationId: "removeRaceEntry",
  summary: "Take a race off the runner's list",
  tags: ["Races"],
  ...needs("races:write"),
  request: { params: idPath, headers: writeHeaders },
  responses: {
    204: { description: "It is off the list, with goals, result and notes." },
    ...common(404, 412, 413),
  },
});

export default apiRouter().openapi(readRoute, async (c) => {
  const { deps: { db }, viewer } = c.var;
  const id = idParam(c);
  return answerTagged(c, await requireEntry(db, viewer, id));
}).openapi(putRoute, async (c) => {
  const { deps: { db, now }, viewer } = c.var;
  const id = idParam(c);
  const given = c.req.valid("json");
  const saved = await db.transaction(async (tx) => {
    const race = await requireRace(tx, id);
    const known = await getEntry(tx, viewer.userId, id);
    const linked = known && await findLinkedRun(tx, known, race);
    const seen = known && toEntry(known, linked, viewer);
    const candidates = await listOffered(tx, viewer.userId, race, linked);
    // Of an entry that is not there no tag is right.
    requireMatch(c, seen ? JSON.stringify(seen) : "");
    requirePossible(c, race, given);
    const isHidden = known?.runHash != null && seen?.runId === null;
    // Who cannot see the run that is linked sends null because they were told null.
    const runId = isHidden ? given.runId ?? undefined : given.runId;
    const run = chooseRun(runId, candidates, viewer);
    const { runId: _, ...rest } = given;
    const own = { ...rest, notes: rest.notes?.trim() || null };
    await saveEntry(tx, viewer.userId, id, { entry: own, run, now: now() });
    return await requireEntry(tx, viewer, id);
  });
  return mayAlso(c, "races:read") ? answerTagged(c, saved) : c.body(null, 204);
}).openapi(withdrawRoute, async (c) => {
  const { deps: { db }, viewer } = c.var;
  const id = idParam(c);
  await db.transaction(async (tx) => {
    requireMatch(c, JSON.stringify(await requireEntry(tx, viewer, id)));
    await withdraw(tx, viewer.userId, id);
  });
  return c.body(null, 204);
});

async function requireEntry(
  tx: Db | Tx,
  viewer: Viewer,
  id: string,
): Promise<z.output<typeof entry>> {
  const race = await requireRace(tx, id);
  const known = await getEntry(tx, viewer.userId, id);
  if (!known) throw new RefusedError("not_found");
  return toEntry(known, await findLinkedRun(tx, known, race), viewer);
}

/** Refuses times that nobody could run, and results of a day to come. */
function requirePossible(
  c: Context<AppEnv>,
  race: Race,
  given: z.output<typeof entryEdits>,
): void {
  for (const field of ["goalASeconds", "goalBSeconds", "goalCSeconds", "resultSeconds"] as const) {
    const seconds = given[field];
    if (seconds !== null && !isRaceTime(seconds, race.distanceMeters)) {
      throw wrong(field, "Nobody takes so long, or so short, over this distance.");
    }
  }
  const today = localDate(c.var.deps.now(), c.var.reader.timeZone);
  for (const field of ["resultSeconds", "runId"] as const) {
    if ((given[field] ?? null) !== null && race.date > today) {
      throw wrong(field, "The race has not been run yet.");
    }
  }
}

/** The run that is named, among those that may have been this race; undefined leaves the one that is linked. */
function chooseRun(
  runId: string | null | undefined,
  candidates: RaceRun[],
  viewer: Viewer,
): RaceRun | null | undefined {
  if (runId === undefined || runId === null) return runId;
  const run = candidates.find(({ id, source }) => id === runId && viewer.sources.includes(source));
  if (!run) throw wrong("runId", "Name a run of that day, or the one beside it, about as long.");
  return run;
}
