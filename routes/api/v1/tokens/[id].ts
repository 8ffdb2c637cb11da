import { createRoute } from "@hono/zod-openapi";
import { deletePersonalToken, getPersonalToken } from "@/db/personal_tokens.ts";
import { RefusedError } from "@/domain/errors.ts";
import { answerTagged, requireMatch } from "@/http/api/answer.ts";
import {
  apiRouter,
  common,
  idPath,
  needs,
  notModified,
  readHeaders,
  writeHeaders,
} from "@/http/api/openapi.ts";
import { noOtherApps, personalToken, toToken } from "@/http/api/token.ts";
import { idParam } from "@/http/params.ts";

const readRoute = createRoute({
  method: "get",
  path: "/",
  operationId: "getToken",
  summary: "Read a personal token",
  tags: ["Personal tokens"],
  ...needs("profile:read", noOtherApps()),
  request: { params: idPath, headers: readHeaders },
  responses: {
    200: {
      description: "The token, without its secret.",
      content: { "application/json": { schema: personalToken } },
    },
    ...notModified,
    ...common(404),
  },
});

const revokeRoute = createRoute({
  method: "delete",
  path: "/",
  operationId: "revokeToken",
  summary: "Revoke a personal token",
  tags: ["Personal tokens"],
  ...needs("profile:write", noOtherApps()),
  request: { params: idPath, headers: writeHeaders },
  responses: { 204: { description: "It opens nothing any more." }, ...common(404, 412, 413) },
});

export default apiRouter().openapi(readRoute, async (c) => {
  const { deps: { db }, viewer } = c.var;
  const token = await getPersonalToken(db, viewer.userId, idParam(c));
  if (!token) throw new RefusedError("not_found");
  return answerTagged(c, toToken(token));
}).openapi(revokeRoute, async (c) => {
  const { deps: { db }, viewer } = c.var;
  const id = idParam(c);
  await db.transaction(async (tx) => {
    const token = await getPersonalToken(tx, viewer.userId, id);
    if (!token) throw new RefusedError("not_found");
    requireMatch(c, JSON.stringify(toToken(token)));
    await deletePersonalToken(tx, viewer.userId, id);
  });
  return c.body(null, 204);
});
