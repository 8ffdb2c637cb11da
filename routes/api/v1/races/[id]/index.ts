import { createRoute } from "@hono/zod-openapi";
import type { Db, Tx } from "@/db/client.ts";
import { getEntry } from "@/db/race_entries.ts";
import { getRace, type ListedRace } from "@/db/races.ts";
import { RefusedError } from "@/domain/errors.ts";
import { lastRaceDate } from "@/domain/races/limits.ts";
import { editRace, removeRace } from "@/domain/races/own.ts";
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
import { ProblemError, wrong } from "@/http/api/problem.ts";
import { race, raceFacts, toFacts, toRace } from "@/http/api/race.ts";
import { idParam } from "@/http/params.ts";

const found = { description: "The race.", content: { "application/json": { schema: race } } };

const readRoute = createRoute({
  method: "get",
  path: "/",
  operationId: "getRace",
  summary: "Read a race",
  tags: ["Races"],
  ...needs("races:read"),
  request: { params: idPath, headers: readHeaders },
  responses: { 200: found, ...notModified, ...common(404) },
});

const replaceRoute = createRoute({
  method: "put",
  path: "/",
  operationId: "replaceRace",
  summary: "Change what all see of a race",
  description:
    "For who added it; what is left out becomes what it is for a new race. The distance stays once others have entered (409).",
  tags: ["Races"],
  ...needs("races:write"),
  request: {
    params: idPath,
    headers: writeHeaders,
    body: { required: true, content: { "application/json": { schema: raceFacts } } },
  },
  responses: { 200: found, ...unread, ...common(400, 404, 409, 412, 413, 415, 422) },
});

const removeRoute = createRoute({
  method: "delete",
  path: "/",
  operationId: "removeRace",
  summary: "Remove a race",
  description: "For who added it, while nobody else has entered it: for those it stays (409).",
  tags: ["Races"],
  ...needs("races:write"),
  request: { params: idPath, headers: writeHeaders },
  responses: { 204: { description: "It is gone for all." }, ...common(404, 409, 412, 413) },
});

export default apiRouter().openapi(readRoute, async (c) => {
  const { deps: { db }, viewer: { userId } } = c.var;
  return answerTagged(c, toRace(await requireListed(db, userId, idParam(c)), userId));
}).openapi(replaceRoute, async (c) => {
  const { deps: { db, now }, viewer: { userId } } = c.var;
  const id = idParam(c);
  const given = c.req.valid("json");
  if (given.date > lastRaceDate(now())) throw wrong("date", "Up to three years ahead.");
  const changed = await db.transaction(async (tx) => {
    requireMatch(c, JSON.stringify(toRace(await requireListed(tx, userId, id), userId)));
    const change = { facts: toFacts(given), now: now() };
    await editRace(tx, { userId, isOperator: false }, id, change);
    return toRace(await requireListed(tx, userId, id), userId);
  });
  return mayAlso(c, "races:read") ? answerTagged(c, changed) : c.body(null, 204);
}).openapi(removeRoute, async (c) => {
  const { deps: { db }, viewer: { userId } } = c.var;
  const id = idParam(c);
  await db.transaction(async (tx) => {
    requireMatch(c, JSON.stringify(toRace(await requireListed(tx, userId, id), userId)));
    await removeRace(tx, { userId, isOperator: false }, id);
  });
  return c.body(null, 204);
});

async function requireListed(db: Db | Tx, userId: string, id: string): Promise<ListedRace> {
  const known = await getRace(db, id);
  if (known?.mergedInto) {
    throw new ProblemError("not-found", { detail: `It was merged into ${known.mergedInto}.` });
  }
  if (!known) throw new RefusedError("not_found");
  return { ...known, isEntered: await getEntry(db, userId, id) !== undefined };
}
