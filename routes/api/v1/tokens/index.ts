import { createRoute, z } from "@hono/zod-openapi";
import { listPersonalTokens } from "@/db/personal_tokens.ts";
import { MOST_TOKENS } from "@/domain/tokens/personal.ts";
import { answerTagged } from "@/http/api/answer.ts";
import { apiRouter, common, needs, notModified, readHeaders } from "@/http/api/openapi.ts";
import { noOtherApps, personalToken, toToken } from "@/http/api/token.ts";

const listRoute = createRoute({
  method: "get",
  path: "/",
  operationId: "listTokens",
  summary: "List personal tokens",
  description:
    "Without their secrets. For scripts of the runner, and no application. They are made on the page /account/tokens alone: no token can make another one that opens more.",
  tags: ["Personal tokens"],
  ...needs("profile:read", noOtherApps()),
  request: { headers: readHeaders },
  responses: {
    200: {
      description: "All of them, the newest first.",
      content: {
        "application/json": {
          schema: z.object({ items: z.array(personalToken) }).openapi("PersonalTokens"),
        },
      },
    },
    ...notModified,
    ...common(),
  },
});

export default apiRouter().openapi(listRoute, async (c) => {
  const { deps: { db }, viewer } = c.var;
  const tokens = await listPersonalTokens(db, viewer.userId, MOST_TOKENS);
  return answerTagged(c, { items: tokens.map(toToken) });
});
