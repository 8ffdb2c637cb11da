import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import type { TestApp } from "./app.ts";

export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  anyOf?: JsonSchema[];
  example?: unknown;
}

export interface Operation {
  method: string;
  /** As in `/runs/{id}`. */
  path: string;
  id: string;
  scope: string;
  parameters: { name: string; in: string; required?: boolean; schema: JsonSchema }[];
  body?: JsonSchema;
  responses: Record<string, { content?: Record<string, { schema: JsonSchema }> }>;
}

interface Contract {
  operations: Operation[];
  schemas: Record<string, JsonSchema>;
  /** What of an answer is not as the document says; undefined when all is. */
  breach(
    operation: Operation,
    answer: { status: number; type: string; text: string },
  ): string | undefined;
}

/** The document as the application serves it, with a check of answers against it. */
export async function readContract(app: TestApp): Promise<Contract> {
  const { text } = await app.visit().get("/api/v1/openapi.json");
  const document = JSON.parse(text);
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  // deno-lint-ignore no-explicit-any -- the package's types know CommonJS alone
  (formats as any)(ajv);
  ajv.addSchema({ $id: "document", components: document.components });
  const checks = new Map<JsonSchema, ValidateFunction>();
  const check = (schema: JsonSchema) => {
    const known = checks.get(schema) ?? ajv.compile(JSON.parse(
      JSON.stringify(schema).replaceAll('"#/components', '"document#/components'),
    ));
    checks.set(schema, known);
    return known;
  };
  return {
    schemas: document.components.schemas,
    operations: operationsOf(document.paths),
    breach: ({ responses }, { status, type, text }) => {
      const documented = responses[status];
      if (!documented) return `${status} is not documented: ${text}`;
      const content = documented.content;
      if (!content) return text === "" ? undefined : `${status} has a body`;
      const schema = content[type]?.schema;
      if (!schema) return `${status} is ${type}`;
      const validate = check(schema);
      return validate(JSON.parse(text)) ? undefined : ajv.errorsText(validate.errors);
    },
  };
}

// deno-lint-ignore no-explicit-any -- JSON of a document that the linter has checked
function operationsOf(paths: any): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    // deno-lint-ignore no-explicit-any -- as above
    Object.entries(methods as any).map(([method, operation]: [string, any]) => ({
      method: method.toUpperCase(),
      path,
      id: operation.operationId,
      scope: operation.security[0].oauth2[0],
      parameters: operation.parameters ?? [],
      body: operation.requestBody?.content["application/json"].schema,
      responses: operation.responses,
    }))
  );
}
