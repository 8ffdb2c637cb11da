import { type Changes, type Scene, type Schema, schemaChanges } from "@/tools/schema_changes.ts";

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema?: Schema;
}

type Content = Record<string, { schema?: Schema }>;
type Security = Record<string, string[]>[];

interface Operation {
  operationId?: string;
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Content };
  responses: Record<string, { content?: Content }>;
  security?: Security;
}

/** Of an OpenAPI 3.1 document, what its clients rely on. */
export interface ApiDescription {
  servers?: { url: string }[];
  paths?: Record<string, Record<string, Operation>>;
  webhooks?: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema> };
}

/**
 * What a client of the first document could trip over in the second: what is gone, what is asked for anew, what answers
 * otherwise. New paths, new optional fields of requests and new fields of answers break nobody; a new value of an
 * answer's enum does, because a client may have a branch for each. Wherever it cannot tell, it says so.
 */
export function breakingChanges(before: ApiDescription, after: ApiDescription): string[] {
  return [...changesOf(before, after)];
}

function* changesOf(before: ApiDescription, after: ApiDescription): Changes {
  const [old, fresh] = [before, after].map(({ components }) => components?.schemas ?? {});
  const scene = { before: old, after: fresh, isRequest: false, trail: [] };
  for (const { url } of before.servers ?? []) {
    if (!after.servers?.some((server) => server.url === url)) yield `${url} serves it no more`;
  }
  for (const [at, operation, now] of operationsOf(before.paths, after.paths)) {
    if (now) yield* operationChanges(at, operation, now, scene);
    else yield `${at} is gone`;
  }
  for (const [at, message, now] of operationsOf(before.webhooks, after.webhooks)) {
    if (now) yield* messageChanges(at, message, now, scene);
    else yield `${at} is gone`;
  }
}

/** Each of the first, beside what is there of it in the second. */
function* operationsOf(
  before: ApiDescription["paths"] = {},
  after: ApiDescription["paths"] = {},
): Generator<[string, Operation, Operation | undefined]> {
  for (const [path, operations] of Object.entries(before)) {
    for (const [method, old] of Object.entries(operations)) {
      yield [`${method.toUpperCase()} ${path}`, old, after[path]?.[method]];
    }
  }
}

/** A webhook is a request that clients are sent, so that they rely on it as on an answer. */
function* messageChanges(at: string, old: Operation, fresh: Operation, scene: Scene): Changes {
  for (const { name, in: place } of old.parameters ?? []) {
    const isThere = fresh.parameters?.some((each) => each.name === name && each.in === place);
    if (!isThere) yield `${at} ${place} ${name} is gone`;
  }
  const [body, freshBody] = [old, fresh].map((each) => each.requestBody?.content ?? {});
  yield* contentChanges(`${at} body`, body, freshBody, scene);
}

function* operationChanges(at: string, old: Operation, fresh: Operation, scene: Scene): Changes {
  const request = { ...scene, isRequest: true };
  if (old.operationId !== fresh.operationId) {
    yield `${at} is called ${fresh.operationId}, not ${old.operationId}`;
  }
  yield* parameterChanges(at, old.parameters ?? [], fresh.parameters ?? [], request);
  if (fresh.requestBody?.required && !old.requestBody?.required) yield `${at} asks for a body`;
  const [body, freshBody] = [old, fresh].map((each) => each.requestBody?.content ?? {});
  yield* contentChanges(`${at} body`, body, freshBody, request);
  for (const [status, { content = {} }] of Object.entries(old.responses)) {
    const answer = fresh.responses[status];
    if (answer) yield* contentChanges(`${at} ${status}`, content, answer.content ?? {}, scene);
    else yield `${at} answers ${status} no more`;
  }
  const ways = old.security?.length ? old.security : [{}];
  if (!ways.every((way) => opens(way, fresh.security ?? []))) yield `${at} needs other scopes`;
}

/** Whether who came in this way still does: by the same scheme, with no more scopes. */
function opens(way: Security[number], security: Security): boolean {
  return security.length === 0 ||
    security.some((asked) =>
      Object.entries(asked).every(([scheme, scopes]) =>
        way[scheme] && scopes.every((scope) => way[scheme].includes(scope))
      )
    );
}

function* parameterChanges(
  at: string,
  old: Parameter[],
  fresh: Parameter[],
  scene: Scene,
): Changes {
  const same = (a: Parameter) => (b: Parameter) => a.name === b.name && a.in === b.in;
  for (const parameter of old) {
    const now = fresh.find(same(parameter));
    const name = `${at} ${parameter.in} ${parameter.name}`;
    if (now) yield* schemaChanges(name, parameter.schema ?? {}, now.schema ?? {}, scene);
    else yield `${name} is gone`;
    if (now?.required && !parameter.required) yield `${name} is required now`;
  }
  for (const parameter of fresh.filter(({ required }) => required)) {
    if (!old.some(same(parameter))) yield `${at} asks for ${parameter.in} ${parameter.name}`;
  }
}

function* contentChanges(at: string, old: Content, fresh: Content, scene: Scene): Changes {
  for (const [type, { schema }] of Object.entries(old)) {
    if (fresh[type]) yield* schemaChanges(at, schema ?? {}, fresh[type].schema ?? {}, scene);
    else yield `${at} is ${type} no more`;
  }
}
