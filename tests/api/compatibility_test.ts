import { deepStrictEqual, ok } from "node:assert/strict";
import { projectFile } from "@/tests/support/project_files.ts";
import { apiDocument } from "@/tools/generate.ts";
import { type ApiDescription, breakingChanges } from "@/tools/openapi_changes.ts";

const BEFORE: ApiDescription = {
  servers: [{ url: "https://a.example/v1" }],
  paths: {
    "/runs": {
      get: {
        parameters: [
          { name: "limit", in: "query", schema: { type: "integer", maximum: 200 } },
          { name: "sort", in: "query", schema: { type: "string", enum: ["newest", "oldest"] } },
        ],
        responses: {
          "200": { content: { json: { schema: { $ref: "#/components/schemas/Run" } } } },
        },
        security: [{ oauth2: ["runs:read"] }],
      },
      post: {
        requestBody: {
          required: true,
          content: {
            json: {
              schema: {
                type: "object",
                properties: { title: { type: "string", maxLength: 200 } },
                required: ["title"],
              },
            },
          },
        },
        responses: { "201": {}, "422": {} },
      },
    },
  },
  webhooks: {
    runsChanged: {
      post: {
        parameters: [{ name: "signature", in: "header", required: true }],
        requestBody: {
          required: true,
          content: {
            json: {
              schema: {
                type: "object",
                properties: { kind: { type: "string", enum: ["created"] } },
                required: ["kind"],
              },
            },
          },
        },
        responses: {},
      },
    },
  },
  components: {
    schemas: {
      Run: {
        type: "object",
        properties: {
          id: { type: "string", format: "uuid" },
          effort: { type: ["string", "null"], enum: ["race", null] },
          meters: { type: "number" },
        },
        required: ["id", "effort"],
      },
    },
  },
};

type Change = [what: string, change: (api: ReturnType<typeof copy>) => void, said: RegExp | null];

// deno-lint-ignore no-explicit-any -- each case reaches into another place of the document
function copy(): any {
  return structuredClone(BEFORE);
}

const CHANGES: Change[] = [
  ["a path that is gone", (api) => delete api.paths["/runs"], /^(GET|POST) \/runs is gone/],
  ["an operation that is gone", (api) => delete api.paths["/runs"].post, /POST \/runs is gone/],
  ["an answer that is gone", (api) => delete api.paths["/runs"].post.responses["422"], /422/],
  ["a parameter that is gone", (api) => api.paths["/runs"].get.parameters.pop(), /sort is gone/],
  [
    "a parameter that is required now",
    (api) => api.paths["/runs"].get.parameters[0].required = true,
    /limit is required/,
  ],
  [
    "a new parameter that is required",
    (api) => api.paths["/runs"].get.parameters.push({ name: "x", in: "query", required: true }),
    /asks for query x/,
  ],
  [
    "a smaller maximum",
    (api) => api.paths["/runs"].get.parameters[0].schema.maximum = 100,
    /maximum 100, not 200/,
  ],
  [
    "a choice that is gone",
    (api) => api.paths["/runs"].get.parameters[1].schema.enum.pop(),
    /takes oldest no more/,
  ],
  [
    "another scope",
    (api) => api.paths["/runs"].get.security[0].oauth2 = ["runs:write"],
    /other scopes/,
  ],
  ["a field that is gone", (api) => delete api.components.schemas.Run.properties.meters, /meters/],
  [
    "a field of another type",
    (api) => api.components.schemas.Run.properties.meters.type = "string",
    /is string, not number/,
  ],
  [
    "a field that may be null now",
    (api) => api.components.schemas.Run.properties.meters.type = ["number", "null"],
    /is number or null/,
  ],
  [
    "a value that clients do not know",
    (api) => api.components.schemas.Run.properties.effort.enum.push("long"),
    /may be long now/,
  ],
  ["a field that may be left out", (api) => api.components.schemas.Run.required.pop(), /effort/],
  [
    "another format",
    (api) => delete api.components.schemas.Run.properties.id.format,
    /has format none, not uuid/,
  ],
  [
    "a field that is asked for",
    (api) =>
      api.paths["/runs"].post.requestBody.content.json.schema = {
        ...api.paths["/runs"].post.requestBody.content.json.schema,
        required: ["title", "sport"],
      },
    /asks for sport/,
  ],
  [
    "a shorter text",
    (api) =>
      api.paths["/runs"].post.requestBody.content.json.schema.properties.title.maxLength = 80,
    /maxLength 80, not 200/,
  ],
  [
    "a strict body",
    (api) => api.paths["/runs"].post.requestBody.content.json.schema.additionalProperties = false,
    /no other fields/,
  ],
  [
    "another type of content",
    (api) => api.paths["/runs"].post.requestBody.content = { xml: {} },
    /is json no more/,
  ],
  [
    "a scheme that opens no more",
    (api) => api.paths["/runs"].get.security = [{ personal: [] }],
    /other scopes/,
  ],
  ["one more way in", (api) => api.paths["/runs"].get.security.push({ personal: [] }), null],
  ["fewer scopes", (api) => api.paths["/runs"].get.security[0].oauth2 = [], null],
  ["another name", (api) => api.paths["/runs"].get.operationId = "getAll", /is called getAll/],
  ["another address", (api) => api.servers[0].url = "https://a.example/v2", /serves it no more/],
  [
    "a body that is required now",
    (api) => api.paths["/runs"].get.requestBody = { required: true, content: {} },
    /asks for a body/,
  ],
  ["a webhook that is gone", (api) => api.webhooks = {}, /POST runsChanged is gone/],
  [
    "a header of a webhook that is gone",
    (api) => api.webhooks.runsChanged.post.parameters = [],
    /POST runsChanged header signature is gone/,
  ],
  [
    "a field of a webhook that may be left out",
    (api) => api.webhooks.runsChanged.post.requestBody.content.json.schema.required = [],
    /body may leave out kind/,
  ],
  [
    "a value of a webhook that clients do not know",
    (api) =>
      api.webhooks.runsChanged.post.requestBody.content.json.schema.properties.kind.enum.push("b"),
    /may be b now/,
  ],
  ["a new path", (api) => api.paths["/races"] = { get: { responses: {} } }, null],
  [
    "a new field of an answer",
    (api) => api.components.schemas.Run.properties.notes = { type: "string" },
    null,
  ],
  [
    "a new optional parameter",
    (api) => api.paths["/runs"].get.parameters.push({ name: "q", in: "query" }),
    null,
  ],
  [
    "one more choice of a request",
    (api) => api.paths["/runs"].get.parameters[1].schema.enum.push("longest"),
    null,
  ],
  [
    "a field that is always there now",
    (api) => api.components.schemas.Run.required.push("meters"),
    null,
  ],
];

for (const [what, change, said] of CHANGES) {
  Deno.test(`breakingChanges() ${said ? "names" : "lets pass"} ${what}`, () => {
    const after = copy();
    change(after);
    const found = breakingChanges(BEFORE, after);
    if (said === null) deepStrictEqual(found, []);
    else ok(found.length > 0 && found.every((line) => said.test(line)), found.join("; "));
  });
}

Deno.test("the API breaks no client of the committed document", async () => {
  const committed = JSON.parse(await Deno.readTextFile(projectFile("docs/openapi.json")));
  deepStrictEqual(breakingChanges(committed, JSON.parse(await apiDocument())), []);
});

Deno.test("no field can leave an answer of the API unseen", async () => {
  const committed: ApiDescription = JSON.parse(
    await Deno.readTextFile(projectFile("docs/openapi.json")),
  );
  const schemas = Object.entries(committed.components?.schemas ?? {});
  // Of a schema that is made of others, the last part has its own fields.
  const fields = schemas.flatMap(([name, { properties, allOf }]) =>
    Object.keys(properties ?? allOf?.at(-1)?.properties ?? {}).map((field) => [name, field])
  );
  ok(fields.length > 60);
  for (const [name, field] of fields) {
    const after = structuredClone(committed);
    const schema = after.components?.schemas?.[name];
    delete (schema?.properties ?? schema?.allOf?.at(-1)?.properties)?.[field];
    const found = breakingChanges(committed, after);
    ok(found.some((line) => line.endsWith(`.${field} is gone`)), `${name}.${field}`);
  }
});
