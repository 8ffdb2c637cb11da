import type { Field, Group, Operation } from "@/components/developers/reference.ts";
import type { ApiDocument } from "@/http/api/document.ts";

interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  format?: string;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  /** One schema and what another one adds to it. */
  allOf?: Schema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  default?: unknown;
  example?: unknown;
}

interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required?: boolean;
  description?: string;
  schema: Schema;
}

interface Route {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  security: Record<string, string[]>[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: Schema }> }>;
}

/** The document, by subject, every reference followed. */
export function describeReference(document: ApiDocument): Group[] {
  const { tags = [], paths, components } = document as unknown as {
    tags?: { name: string; description: string }[];
    paths: Record<string, Record<string, Route>>;
    components: { schemas: Record<string, Schema> };
  };
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, route]) => ({
      tag: route.tags[0],
      operation: toOperation(path, method, route, components.schemas),
    }))
  );
  return tags.map(({ name, description }) => ({
    name,
    description,
    operations: operations.filter(({ tag }) => tag === name).map(({ operation }) => operation),
  }));
}

function toOperation(
  path: string,
  method: string,
  route: Route,
  schemas: Record<string, Schema>,
): Operation {
  const body = route.requestBody?.content["application/json"]?.schema;
  const fieldsOf = (schema: Schema | undefined) => schema ? fieldsIn(schema, schemas) : [];
  return {
    id: route.operationId,
    method: method.toUpperCase(),
    path,
    summary: route.summary,
    description: route.description,
    scope: route.security[0].oauth2[0],
    parameters: (route.parameters ?? []).map((parameter) => ({
      ...toField(parameter.name, parameter.schema, parameter.required ?? false, schemas),
      place: parameter.in,
    })),
    body: body && {
      fields: fieldsOf(body),
      example: JSON.stringify(exampleOf(body, schemas), null, 2),
    },
    answers: Object.entries(route.responses).filter(([status]) => status < "400")
      .map(([status, { description, content }]) => ({
        status,
        description,
        fields: fieldsOf(content?.["application/json"]?.schema),
      })),
  };
}

/** What a reference names, with all that it is made of in one. */
function follow(given: Schema, schemas: Record<string, Schema>): Schema {
  const schema = given.$ref ? schemas[given.$ref.split("/").at(-1) ?? ""] ?? {} : given;
  const parts = schema.allOf?.map((part) => follow(part, schemas)) ?? [];
  if (parts.length === 0) return schema;
  return {
    ...schema,
    type: "object",
    properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
    required: parts.flatMap(({ required = [] }) => required),
  };
}

function fieldsIn(given: Schema, schemas: Record<string, Schema>): Field[] {
  const schema = follow(given, schemas);
  const whole = schema.items ? follow(schema.items, schemas) : schema;
  const required = whole.required ?? [];
  return Object.entries(whole.properties ?? {})
    .map(([name, each]) => toField(name, each, required.includes(name), schemas));
}

function toField(
  name: string,
  given: Schema,
  isRequired: boolean,
  schemas: Record<string, Schema>,
): Field {
  const schema = follow(given, schemas);
  return {
    name,
    type: typeOf(schema, schemas),
    description: given.description ?? schema.description,
    isRequired,
    example: schema.example === undefined ? undefined : String(schema.example),
    fields: fieldsIn(given, schemas),
  };
}

/** In words: `integer, 1 to 200, 50 unless given`. */
function typeOf(schema: Schema, schemas: Record<string, Schema>): string {
  const { type = "any", enum: values, format, items, default: fallback } = schema;
  const types = [type].flat().map((each) => each === "array" ? "list" : each).join(" or ");
  const of = items ? ` of ${typeOf(follow(items, schemas), schemas)}` : "";
  const parts = [
    values ? values.map(String).join(" · ") : types + of,
    format && `as ${format}`,
    boundsOf(schema),
    fallback === undefined ? undefined : `${JSON.stringify(fallback)} unless given`,
  ];
  return parts.filter(Boolean).join(", ");
}

function boundsOf({ minimum, maximum, minLength, maxLength, maxItems }: Schema): string {
  const has = (bound: number | undefined) =>
    bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
  if (has(minimum) && has(maximum)) return `${minimum} to ${maximum}`;
  if (has(minimum)) return `at least ${minimum}`;
  if (maxItems !== undefined) return `at most ${maxItems}`;
  if (maxLength !== undefined) return `${minLength ?? 0} to ${maxLength} characters`;
  return "";
}

/** What is asked for, filled in with what would do. */
function exampleOf(given: Schema, schemas: Record<string, Schema>): unknown {
  const schema = follow(given, schemas);
  if (schema.example !== undefined) return schema.example;
  if (schema.enum) return schema.enum[0];
  const type = [schema.type ?? "string"].flat()[0];
  if (type === "array") return [exampleOf(schema.items ?? {}, schemas)];
  if (type === "object") {
    const names = schema.required?.length ? schema.required : Object.keys(schema.properties ?? {});
    return Object.fromEntries(
      names.slice(0, 8).map((name) => [name, exampleOf(schema.properties?.[name] ?? {}, schemas)]),
    );
  }
  if (type === "number" || type === "integer") {
    return Math.min(Math.max(schema.minimum ?? 0, 3000), schema.maximum ?? Infinity);
  }
  if (type === "boolean") return false;
  return schema.format === "uuid" ? "00000000-0000-4000-8000-000000000000" : "Along the canal";
}
