interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  allOf?: Schema[];
  additionalProperties?: unknown;
  [bound: string]: unknown;
}

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema?: Schema;
}

interface Operation {
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Content };
  responses: Record<string, { content?: Content }>;
  security?: Record<string, string[]>[];
}

type Content = Record<string, { schema?: Schema }>;

/** Of an OpenAPI 3.1 document, what its clients rely on. */
export interface ApiDescription {
  paths?: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema> };
}

/** What may grow in a request and shrink in an answer, and what the other way round. */
const UPPER = ["maximum", "maxLength", "maxItems"];
const LOWER = ["minimum", "minLength", "minItems"];
const DEEPEST = 12;

/**
 * What a client of the first document could trip over in the second: what is gone, what is asked for anew, what answers
 * otherwise. New paths, new optional fields of requests and new fields of answers break nobody.
 */
export function breakingChanges(before: ApiDescription, after: ApiDescription): string[] {
  const found: string[] = [];
  for (const [path, operations] of Object.entries(before.paths ?? {})) {
    for (const [method, old] of Object.entries(operations)) {
      const at = `${method.toUpperCase()} ${path}`;
      const fresh = after.paths?.[path]?.[method];
      if (fresh) found.push(...new Comparison(before, after).operation(at, old, fresh));
      else found.push(`${at} is gone`);
    }
  }
  return found;
}

class Comparison {
  readonly #found: string[] = [];

  constructor(readonly before: ApiDescription, readonly after: ApiDescription) {}

  operation(at: string, old: Operation, fresh: Operation): string[] {
    this.#parameters(at, old.parameters ?? [], fresh.parameters ?? []);
    this.#body(at, old, fresh);
    for (const [status, { content }] of Object.entries(old.responses)) {
      const answer = fresh.responses[status];
      if (!answer) this.#say(`${at} answers ${status} no more`);
      else this.#content(`${at} ${status}`, content ?? {}, answer.content ?? {}, "answer");
    }
    const scopes = (operation: Operation) => JSON.stringify(operation.security ?? []);
    if (scopes(old) !== scopes(fresh)) this.#say(`${at} needs other scopes`);
    return this.#found;
  }

  #parameters(at: string, old: Parameter[], fresh: Parameter[]): void {
    const same = (a: Parameter) => (b: Parameter) => a.name === b.name && a.in === b.in;
    for (const parameter of old) {
      const now = fresh.find(same(parameter));
      const name = `${at} ${parameter.in} ${parameter.name}`;
      if (!now) this.#say(`${name} is gone`);
      else this.#schema(name, parameter.schema ?? {}, now.schema ?? {}, "request");
      if (now?.required && !parameter.required) this.#say(`${name} is required now`);
    }
    for (const parameter of fresh.filter(({ required }) => required)) {
      if (old.some(same(parameter))) continue;
      this.#say(`${at} asks for ${parameter.in} ${parameter.name}`);
    }
  }

  #body(at: string, old: Operation, fresh: Operation): void {
    if (fresh.requestBody?.required && !old.requestBody?.required) {
      this.#say(`${at} asks for a body`);
    }
    if (!old.requestBody) return;
    const now = fresh.requestBody?.content ?? {};
    this.#content(`${at} body`, old.requestBody.content, now, "request");
  }

  #content(at: string, old: Content, fresh: Content, side: Side): void {
    for (const [type, { schema }] of Object.entries(old)) {
      if (!fresh[type]) this.#say(`${at} is ${type} no more`);
      else this.#schema(at, schema ?? {}, fresh[type].schema ?? {}, side);
    }
  }

  #schema(at: string, oldGiven: Schema, freshGiven: Schema, side: Side, depth = 0): void {
    if (depth > DEEPEST) return;
    const old = resolve(this.before, oldGiven);
    const fresh = resolve(this.after, freshGiven);
    if (JSON.stringify(old) === JSON.stringify(fresh) && !hasRef(old)) return;
    this.#types(at, old, fresh, side);
    this.#choices(at, old, fresh, side);
    this.#bounds(at, old, fresh, side);
    this.#properties(at, old, fresh, side, depth);
    if (old.items) this.#schema(`${at}[]`, old.items, fresh.items ?? {}, side, depth + 1);
    for (const [i, each] of (old.anyOf ?? []).entries()) {
      this.#schema(`${at}|${i}`, each, fresh.anyOf?.[i] ?? {}, side, depth + 1);
    }
  }

  #types(at: string, old: Schema, fresh: Schema, side: Side): void {
    const [before, now] = [typesOf(old), typesOf(fresh)];
    const lost = before.filter((type) => !now.includes(type));
    const gained = now.filter((type) => !before.includes(type));
    // An answer may say less, a request may take more.
    if ((side === "request" ? lost : gained).length > 0 || before.length > 0 && now.length === 0) {
      this.#say(`${at} is ${now.join(" or ") || "anything"}, not ${before.join(" or ")}`);
    }
    if (old.format !== undefined && old.format !== fresh.format) {
      this.#say(`${at} is no ${old.format} any more`);
    }
  }

  #choices(at: string, { enum: old }: Schema, { enum: fresh }: Schema, side: Side): void {
    if (side === "request") {
      const lost = fresh && (old ? old.filter((value) => !fresh.includes(value)) : ["any other"]);
      if (lost?.length) this.#say(`${at} takes ${lost.join(", ")} no more`);
    } else {
      const gained = old && (fresh ? fresh.filter((value) => !old.includes(value)) : ["anything"]);
      if (gained?.length) this.#say(`${at} may be ${gained.join(", ")} now`);
    }
  }

  #bounds(at: string, old: Schema, fresh: Schema, side: Side): void {
    const isNarrower = (name: string, a: unknown, b: unknown) =>
      typeof b === "number" &&
      (typeof a !== "number" || (UPPER.includes(name) ? b < a : b > a));
    for (const name of [...UPPER, ...LOWER]) {
      const [was, is] = [old[name], fresh[name]];
      if (side === "request" ? isNarrower(name, was, is) : isNarrower(name, is, was)) {
        this.#say(`${at} has ${name} ${is ?? "none"}, not ${was ?? "none"}`);
      }
    }
    if (side === "request" && fresh.pattern !== undefined && fresh.pattern !== old.pattern) {
      this.#say(`${at} has another pattern`);
    }
  }

  #properties(at: string, old: Schema, fresh: Schema, side: Side, depth: number): void {
    for (const [name, schema] of Object.entries(old.properties ?? {})) {
      const now = fresh.properties?.[name];
      if (!now) this.#say(`${at}.${name} is gone`);
      else this.#schema(`${at}.${name}`, schema, now, side, depth + 1);
    }
    const [before, now] = [old.required ?? [], fresh.required ?? []];
    const changed = side === "request"
      ? now.filter((name) => !before.includes(name)).map((name) => `asks for ${name}`)
      : before.filter((name) => !now.includes(name)).map((name) => `may leave out ${name}`);
    for (const change of changed) this.#say(`${at} ${change}`);
    const isStrict = (schema: Schema) => schema.additionalProperties === false;
    if (side === "request" && isStrict(fresh) && !isStrict(old) && old.properties) {
      this.#say(`${at} takes no other fields now`);
    }
  }

  #say(change: string): void {
    this.#found.push(change);
  }
}

type Side = "request" | "answer";

/** What a reference names, with all that it is made of in one. */
function resolve(api: ApiDescription, given: Schema): Schema {
  const name = given.$ref?.match(/^#\/components\/schemas\/(.+)$/)?.[1];
  const schema = name ? api.components?.schemas?.[name] ?? {} : given;
  if (!schema.allOf) return schema;
  const parts = schema.allOf.map((part) => resolve(api, part));
  return {
    ...schema,
    type: "object",
    properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
    required: parts.flatMap(({ required = [] }) => required),
  };
}

function hasRef(schema: Schema): boolean {
  return JSON.stringify(schema).includes('"$ref"');
}

function typesOf({ type, enum: values, const: only }: Schema): string[] {
  if (type !== undefined) return [type].flat();
  const known = values ?? (only === undefined ? [] : [only]);
  return [...new Set(known.map((value) => value === null ? "null" : typeof value))];
}
