import { createRoute, z } from "@hono/zod-openapi";
import { uuidv7 } from "uuidv7";
import { listRaces, type RaceFilter } from "@/db/races.ts";
import { isCountry } from "@/domain/races/countries.ts";
import { lastRaceDate } from "@/domain/races/limits.ts";
import { addRace } from "@/domain/races/own.ts";
import { answerPage, tagFor } from "@/http/api/answer.ts";
import { makeOnce } from "@/http/api/idempotency.ts";
import {
  apiRouter,
  common,
  needs,
  nextCursor,
  notModified,
  pageQuery,
  postHeaders,
  readHeaders,
} from "@/http/api/openapi.ts";
import { ProblemError, wrong } from "@/http/api/problem.ts";
import { newRace, race, toFacts, toRace } from "@/http/api/race.ts";
import { badCursor } from "@/http/api/run_query.ts";
import { readRaceCursor, writeRaceCursor } from "@/http/race_query.ts";

const listRoute = createRoute({
  method: "get",
  path: "/",
  operationId: "listRaces",
  summary: "List races",
  description: "By date, the earliest first. Name `from` for those to come.",
  tags: ["Races"],
  ...needs("races:read"),
  request: {
    headers: readHeaders,
    query: z.strictObject({
      from: z.iso.date().optional().openapi({ description: "The first date." }),
      to: z.iso.date().optional().openapi({ description: "The last date." }),
      q: z.string().trim().max(100).optional().openapi({
        description: "Words of the name or the place.",
      }),
      country: z.string().refine(isCountry, "Two letters, as in FR.").optional(),
      entered: z.enum(["true"]).optional().openapi({ description: "Those this runner goes to." }),
      ...pageQuery,
    }),
  },
  responses: {
    200: {
      description: "A page of races.",
      content: {
        "application/json": {
          schema: z.object({ items: z.array(race), next: nextCursor }).openapi("RacePage"),
        },
      },
    },
    ...notModified,
    ...common(422),
  },
});

const createRaceRoute = createRoute({
  method: "post",
  path: "/",
  operationId: "createRace",
  summary: "Add a race for all to see",
  description:
    "Answers 409 where races like it are there already, and names them: enter one of those, or send isNew.",
  tags: ["Races"],
  ...needs("races:write"),
  request: {
    headers: postHeaders,
    body: { required: true, content: { "application/json": { schema: newRace } } },
  },
  responses: {
    201: {
      description: "The race; Location has its address.",
      content: { "application/json": { schema: race } },
    },
    ...common(400, 409, 413, 415, 422),
  },
});

export default apiRouter().openapi(listRoute, async (c) => {
  const { deps: { db }, viewer: { userId } } = c.var;
  const { limit, cursor, q, entered, ...query } = c.req.valid("query");
  const from = readRaceCursor(cursor);
  if (cursor !== undefined && !from) throw badCursor();
  const filter: RaceFilter = { ...query, text: q || undefined, entered: entered === "true" };
  const found = await listRaces(db, userId, filter, { from, limit: limit + 1 });
  const items = found.slice(0, limit).map((each) => toRace(each, userId));
  const last = found.length > limit ? items.at(-1) : undefined;
  return answerPage(c, { items, next: last ? writeRaceCursor([last.date, last.id]) : null });
}).openapi(createRaceRoute, async (c) => {
  const { deps: { now }, viewer: { userId } } = c.var;
  const given = c.req.valid("json");
  if (given.date > lastRaceDate(now())) throw wrong("date", "Up to three years ahead.");
  return await makeOnce<z.output<typeof race>, 201>(c, async (tx) => {
    const id = uuidv7();
    const adding = { id, isNew: given.isNew, now: now() };
    const answer = await addRace(tx, userId, toFacts(given), adding);
    if ("likely" in answer) {
      const ids = answer.likely.map((each) => each.id).join(", ");
      const detail = `It may be there already: ${ids}. If it is none of them, send isNew.`;
      throw new ProblemError("conflict", { detail });
    }
    const body = JSON.stringify(toRace({ ...answer.added, isEntered: false }, userId));
    return { status: 201, body, location: `/api/v1/races/${id}`, etag: tagFor(body) };
  });
});
