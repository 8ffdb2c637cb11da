import { createRoute } from "@hono/zod-openapi";
import type { Db, Tx } from "@/db/client.ts";
import { getRunJson } from "@/db/run_json.ts";
import { RefusedError } from "@/domain/errors.ts";
import { editRun, removeRun } from "@/domain/runs/own.ts";
import type { Viewer } from "@/domain/tokens/viewer.ts";
import { answerText, requireMatch } from "@/http/api/answer.ts";
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
import { ringForWebhooks } from "@/http/api/ring.ts";
import { fullRun, runEdits } from "@/http/api/run.ts";
import { idParam } from "@/http/params.ts";

const found = {
  description: "The run.",
  content: { "application/json": { schema: fullRun } },
};

const readRoute = createRoute({
  method: "get",
  path: "/",
  operationId: "getRun",
  summary: "Read a run",
  tags: ["Runs"],
  ...needs("runs:read"),
  request: { params: idPath, headers: readHeaders },
  responses: { 200: found, ...notModified, ...common(404) },
});

const editRoute = createRoute({
  method: "patch",
  path: "/",
  operationId: "editRun",
  summary: "Change title, notes or effort",
  description: "What is changed here stays so, whatever the run's source says later.",
  tags: ["Runs"],
  ...needs("runs:write"),
  request: {
    params: idPath,
    headers: writeHeaders,
    body: { required: true, content: { "application/json": { schema: runEdits } } },
  },
  responses: { 200: found, ...unread, ...common(400, 404, 412, 413, 415, 422) },
});

const removeRoute = createRoute({
  method: "delete",
  path: "/",
  operationId: "removeRun",
  summary: "Remove a run",
  description:
    "Removes it from Runnerly for good: a later reading of its source does not bring it back. The source keeps it.",
  tags: ["Runs"],
  ...needs("runs:write"),
  request: { params: idPath, headers: writeHeaders },
  responses: { 204: { description: "It is gone." }, ...common(404, 412, 413) },
});

export default apiRouter().openapi(readRoute, async (c) => {
  const { deps: { db }, viewer } = c.var;
  return answerText(c, await requireRunJson(db, viewer, idParam(c)));
}).openapi(editRoute, async (c) => {
  const { deps: { db, now }, viewer } = c.var;
  const [id, edits] = [idParam(c), c.req.valid("json")];
  const edited = await db.transaction(async (tx) => {
    requireMatch(c, await requireRunJson(tx, viewer, id));
    await editRun(tx, viewer, id, { edits, now: now() });
    return await requireRunJson(tx, viewer, id);
  });
  await ringForWebhooks(c);
  return mayAlso(c, "runs:read") ? answerText(c, edited) : c.body(null, 204);
}).openapi(removeRoute, async (c) => {
  const { deps: { db, now }, viewer } = c.var;
  const id = idParam(c);
  await db.transaction(async (tx) => {
    requireMatch(c, await requireRunJson(tx, viewer, id));
    await removeRun(tx, viewer, id, now());
  });
  await ringForWebhooks(c);
  return c.body(null, 204);
});

async function requireRunJson(db: Db | Tx, viewer: Viewer, id: string): Promise<string> {
  const json = await getRunJson(db, viewer, id);
  if (json === undefined) throw new RefusedError("not_found");
  return json;
}
