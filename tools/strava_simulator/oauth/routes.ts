import { Hono } from "hono";
import type { World } from "../world.ts";
import { authorizeRoutes } from "./authorize.ts";
import { answerDeauthorize, answerRevoke } from "./revoke.ts";
import { answerToken } from "./token.ts";

export function oauthRoutes(world: World): Hono {
  const app = new Hono();
  app.route("/", authorizeRoutes(world));
  app.post("/token", async (c) => answerToken(world, await readForm(c.req.raw)));
  app.post("/revoke", async (c) => {
    return answerRevoke(world, c.req.header("authorization"), await readForm(c.req.raw));
  });
  app.post("/deauthorize", async (c) => {
    const form = await readForm(c.req.raw);
    const header = c.req.header("authorization")?.match(/^Bearer\s+(\S+)$/i)?.[1];
    return answerDeauthorize(world, header ?? form.get("access_token") ?? undefined);
  });
  return app;
}

/** Form fields, sent as a form, as JSON or in the query, as Strava takes them. */
export async function readForm(request: Request): Promise<URLSearchParams> {
  const query = new URL(request.url).searchParams;
  const type = request.headers.get("content-type") ?? "";
  if (type.includes("multipart/form-data")) {
    const fields = await request.formData();
    for (const [key, value] of fields) if (typeof value === "string") query.set(key, value);
    return query;
  }
  const text = await request.text();
  if (type.includes("json")) return addJson(query, text);
  for (const [key, value] of new URLSearchParams(text)) query.set(key, value);
  return query;
}

function addJson(fields: URLSearchParams, text: string): URLSearchParams {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === "object" && parsed !== null) {
      for (const [key, value] of Object.entries(parsed)) fields.set(key, String(value));
    }
  } catch {
    // A body that is no JSON has no fields; the missing ones are then refused by name.
  }
  return fields;
}
