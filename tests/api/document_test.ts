import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { withApp } from "@/tests/support/app.ts";
import { projectFile } from "@/tests/support/project_files.ts";
import { apiDocument } from "@/tools/generate.ts";

Deno.test("GET /api/v1/openapi.json is the committed document, at its own address", () =>
  withApp({}, async (app) => {
    const answer = await app.visit().get("/api/v1/openapi.json");
    strictEqual(answer.status, 200);
    const committed = await Deno.readTextFile(projectFile("docs/openapi.json"));
    const here = committed.replaceAll("https://runnerly.example", app.deps.baseUrl);
    deepStrictEqual(JSON.parse(answer.text), JSON.parse(here));
    strictEqual(answer.headers.get("access-control-allow-origin"), "*");
  }));

Deno.test("the document passes the linter's recommended rules without a word", async () => {
  const config = await createConfig({ extends: ["recommended"] });
  const problems = await lintFromString({ source: await apiDocument(), config });
  deepStrictEqual(
    problems.map(({ ruleId, message, location: [at] }) => `${ruleId}: ${message} ${at?.pointer}`),
    [],
  );
  const broken = (await apiDocument()).replace(
    '"operationId": "getRun"',
    '"operationId": "listRuns"',
  );
  ok((await lintFromString({ source: broken, config })).length > 0, "it does look");
});
