import { createRoute, type z } from "@hono/zod-openapi";
import type { Db, Tx } from "@/db/client.ts";
import { RefusedError } from "@/domain/errors.ts";
import { type Change, changePlan } from "@/domain/plans/change.ts";
import { readSchedule } from "@/domain/plans/schedule.ts";
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
import { plannedRun, plannedRunEdits, toPlannedRun } from "@/http/api/plan.ts";
import { idParam } from "@/http/params.ts";

const found = {
  description: "The planned run.",
  content: { "application/json": { schema: plannedRun } },
};

const readRoute = createRoute({
  method: "get",
  path: "/",
  operationId: "getPlannedRun",
  summary: "Read a run of the plan",
  tags: ["Plans"],
  ...needs("plans:read"),
  request: { params: idPath, headers: readHeaders },
  responses: { 200: found, ...notModified, ...common(404) },
});

const editRoute = createRoute({
  method: "patch",
  path: "/",
  operationId: "editPlannedRun",
  summary: "Move, leave out or note a run of the plan",
  description:
    "Each is a change that the runner can undo. The race stays on its day: 409, and for a day outside the plan.",
  tags: ["Plans"],
  ...needs("plans:write"),
  request: {
    params: idPath,
    headers: writeHeaders,
    body: { required: true, content: { "application/json": { schema: plannedRunEdits } } },
  },
  responses: { 200: found, ...unread, ...common(400, 404, 409, 412, 413, 415, 422) },
});

export default apiRouter().openapi(readRoute, async (c) => {
  const { deps: { db, now }, viewer, reader } = c.var;
  const today = localDate(now(), reader.timeZone);
  return answerTagged(c, await requirePlanned(db, viewer, { id: idParam(c), today }));
}).openapi(editRoute, async (c) => {
  const { deps: { db, now }, viewer, reader } = c.var;
  const [id, edits] = [idParam(c), c.req.valid("json")];
  const at = { id, today: localDate(now(), reader.timeZone) };
  const edited = await db.transaction(async (tx) => {
    requireMatch(c, JSON.stringify(await requirePlanned(tx, viewer, at)));
    for (const change of changesOf(edits)) {
      await changePlan(tx, viewer.userId, id, { change, now: now() });
    }
    return await requirePlanned(tx, viewer, at);
  });
  return mayAlso(c, "plans:read") ? answerTagged(c, edited) : c.body(null, 204);
});

function changesOf({ date, isSkipped, note }: z.output<typeof plannedRunEdits>): Change[] {
  return [
    ...(date === undefined ? [] : [{ kind: "move" as const, date }]),
    ...(isSkipped === undefined ? [] : [{ kind: isSkipped ? "skip" as const : "keep" as const }]),
    ...(note === undefined ? [] : [{ kind: "note" as const, note: note || null }]),
  ];
}

async function requirePlanned(
  db: Db | Tx,
  viewer: Viewer,
  { id, today }: { id: string; today: string },
): Promise<z.output<typeof plannedRun>> {
  const schedule = await readSchedule(db, viewer.userId, today);
  const run = schedule?.runs.find((each) => each.id === id);
  if (!schedule || !run) throw new RefusedError("not_found");
  return toPlannedRun(run, schedule, viewer);
}
