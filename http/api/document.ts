import { OpenAPIHono } from "@hono/zod-openapi";
import { runsChanged } from "@/http/api/webhook.ts";
import { RUNNER_SCOPES, SCOPES, SERVICE_SCOPES } from "@/domain/tokens/scopes.ts";
import { type RouteModules, urlPattern } from "@/http/file_router.ts";

export type ApiDocument = ReturnType<OpenAPIHono["getOpenAPI31Document"]>;

const WORDS: Record<typeof SCOPES[number], string> = {
  "runs:read": "See runs, their samples and sums, and imports; hear of changed runs by webhooks.",
  "runs:write": "Add, change and remove runs.",
  "races:read": "See races, and the runner's own goals, results and notes.",
  "races:write": "Add and change races; enter them, with goals, results and notes.",
  "plans:read": "See the plan that the runner follows, and what was run of it.",
  "plans:write": "Make and leave plans; move, leave out and note their runs.",
  "profile:read": "See the profile and the list of personal tokens.",
  "profile:write": "Change the profile and revoke personal tokens.",
  "users:read": "For services: see the ids of runners, and their runs by month.",
  "runs:ingest": "For services: store runs of any runner.",
};

const DESCRIPTION =
  `Runs, sums, races, plans, profile and imports of a runner, and what services need.

Send \`Authorization: Bearer <token>\`: a personal access token that a runner made for a script, or an access token of
OAuth 2.0. Distances, times and heights are in SI units, with the unit in the name; instants are ISO 8601 in UTC, and
local dates and times are those of the place. Every GET has an ETag and answers 304 to \`If-None-Match\`. Problems come as
\`application/problem+json\`. What came from Strava is shown to its own runner alone, never to other applications.`;

/** The document of all routes under \`api/v1\` (OpenAPI 3.1), from the schemas that check them. Made once. */
export function describeApi(modules: RouteModules, baseUrl: string): () => ApiDocument {
  let made: ApiDocument | undefined;
  return () => made ??= describe(modules, baseUrl);
}

function describe(modules: RouteModules, baseUrl: string): ApiDocument {
  const api = new OpenAPIHono();
  for (const [file, { default: router }] of Object.entries(modules)) {
    if (file.startsWith("api/v1/")) api.route(urlPattern(file).replace("/api/v1", ""), router);
  }
  addSecurity(api, baseUrl);
  api.openAPIRegistry.registerWebhook(runsChanged);
  return api.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Runnerly",
      version: "1.0.0",
      description: DESCRIPTION,
      license: { name: "MIT", url: "https://opensource.org/license/mit" },
    },
    servers: [{ url: `${baseUrl}/api/v1` }],
    tags: [
      { name: "Runs", description: "What was run, by hand or from a source." },
      { name: "Races", description: "Races that all see, and what they are to the runner alone." },
      { name: "Plans", description: "The training plan that the runner follows." },
      { name: "Profile", description: "Who runs." },
      { name: "Imports", description: "Readings of a source's list, with their receipts." },
      { name: "Personal tokens", description: "Keys for a runner's own scripts." },
      { name: "Webhooks", description: "News of changed runs, to an address of yours." },
      { name: "Services", description: "For the operator's own programs." },
    ],
  });
}

function addSecurity(api: OpenAPIHono, baseUrl: string): void {
  const scopes = (names: readonly typeof SCOPES[number][]) =>
    Object.fromEntries(names.map((name) => [name, WORDS[name]]));
  api.openAPIRegistry.registerComponent("securitySchemes", "oauth2", {
    type: "oauth2",
    description: "Access tokens that live 15 minutes.",
    flows: {
      authorizationCode: {
        authorizationUrl: `${baseUrl}/oauth/authorize`,
        tokenUrl: `${baseUrl}/oauth/token`,
        refreshUrl: `${baseUrl}/oauth/token`,
        scopes: scopes(RUNNER_SCOPES),
      },
      clientCredentials: { tokenUrl: `${baseUrl}/oauth/token`, scopes: scopes(SERVICE_SCOPES) },
    },
  });
  api.openAPIRegistry.registerComponent("securitySchemes", "personal", {
    type: "http",
    scheme: "bearer",
    description: `A personal access token, made at ${baseUrl}/account/tokens.`,
  });
}
