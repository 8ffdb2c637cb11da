import { createRoute } from "@hono/zod-openapi";
import { getImport, listImportFailures } from "@/db/imports.ts";
import { RefusedError } from "@/domain/errors.ts";
import { seesStrava } from "@/domain/tokens/viewer.ts";
import { answerTagged } from "@/http/api/answer.ts";
import { fullImport, toImport } from "@/http/api/import.ts";
import { apiRouter, common, idPath, needs, notModified, readHeaders } from "@/http/api/openapi.ts";
import { idParam } from "@/http/params.ts";

const readRoute = createRoute({
  method: "get",
  path: "/",
  operationId: "getImport",
  summary: "Read an import's receipt",
  tags: ["Imports"],
  ...needs("runs:read"),
  request: { params: idPath, headers: readHeaders },
  responses: {
    200: {
      description: "The receipt, with what could not be read.",
      content: { "application/json": { schema: fullImport } },
    },
    ...notModified,
    ...common(404),
  },
});

export default apiRouter().openapi(readRoute, async (c) => {
  const { deps: { db }, viewer } = c.var;
  const known = await getImport(db, viewer.userId, idParam(c));
  if (!known || !seesStrava(viewer)) throw new RefusedError("not_found");
  const failures = await listImportFailures(db, viewer.userId, known.id);
  return answerTagged(c, {
    ...toImport(known),
    failures: failures.map(({ externalId, reason }) => ({ sourceId: externalId, reason })),
  });
});
