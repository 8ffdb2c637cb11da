/** Of a JSON schema (2020-12), what says which values it takes. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  prefixItems?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  [rule: string]: unknown;
}

type Schemas = Record<string, Schema>;

/** Where two schemas are compared. */
export interface Scene {
  /** The schemas that references name, on either side. */
  before: Schemas;
  after: Schemas;
  /** A request may ask for less than before, an answer may say more. */
  isRequest: boolean;
  /** The references that led here: a schema may hold itself. */
  trail: string[];
}

export type Changes = Generator<string, void>;

const UPPER = ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"];
const LOWER = ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"];
/** Of which each one is another rule, neither wider nor narrower. */
const RULES = ["format", "pattern", "multipleOf", "uniqueItems"];
const DEEPEST = 24;

/** What could trip whoever relies on the first schema in the second. Wherever it cannot tell, it says so. */
export function* schemaChanges(at: string, was: Schema, is: Schema, scene: Scene): Changes {
  const step = `${was.$ref} ${is.$ref}`;
  if (was.$ref && scene.trail.includes(step) || scene.trail.length > DEEPEST) return;
  const deeper = { ...scene, trail: [...scene.trail, step] };
  const { anyOf: shapes, ...old } = flatten(scene.before, was);
  const { anyOf: freshShapes, ...fresh } = flatten(scene.after, is);
  if (shapes || freshShapes) {
    yield* shapeChanges(at, shapes ?? [old], freshShapes ?? [fresh], deeper);
    if (!shapes || !freshShapes) return;
  }
  yield* typeChanges(at, old, fresh, scene);
  yield* choiceChanges(at, old, fresh, scene);
  yield* ruleChanges(at, old, fresh, scene);
  yield* fieldChanges(at, old, fresh, deeper);
  yield* itemChanges(at, old, fresh, deeper);
}

/** Each shape that a client sends has to be taken still; each that it is sent has to be one it knows. */
function* shapeChanges(at: string, old: Schema[], fresh: Schema[], scene: Scene): Changes {
  const fits = (was: Schema, is: Schema) => schemaChanges(at, was, is, scene).next().done === true;
  if (scene.isRequest) {
    if (!old.every((was) => fresh.some((is) => fits(was, is)))) yield `${at} takes fewer shapes`;
  } else if (!fresh.every((is) => old.some((was) => fits(was, is)))) yield `${at} has a new shape`;
}

function* typeChanges(at: string, old: Schema, fresh: Schema, { isRequest }: Scene): Changes {
  const [before, now] = [typesOf(old), typesOf(fresh)];
  const [wide, narrow] = isRequest ? [now, before] : [before, now];
  const isWithin = wide.length === 0 ||
    narrow.length > 0 &&
      narrow.every((type) => wide.includes(type) || type === "integer" && wide.includes("number"));
  if (isWithin) return;
  yield `${at} is ${now.join(" or ") || "anything"}, not ${before.join(" or ") || "anything"}`;
}

function* choiceChanges(at: string, was: Schema, is: Schema, { isRequest }: Scene): Changes {
  const [old, fresh] = [choicesOf(was), choicesOf(is)];
  const [wide, narrow] = isRequest ? [fresh, old] : [old, fresh];
  const beyond = wide && (narrow?.filter((value) => !wide.includes(value)) ?? ["any other"]);
  if (!beyond?.length) return;
  yield isRequest ? `${at} takes ${beyond.join()} no more` : `${at} may be ${beyond.join()} now`;
}

function* ruleChanges(at: string, old: Schema, fresh: Schema, { isRequest }: Scene): Changes {
  const [wide, narrow] = isRequest ? [fresh, old] : [old, fresh];
  const isOutside = (name: string, bound: unknown, value: unknown) => {
    if (bound === undefined || bound === value) return false;
    if (typeof bound !== "number" || typeof value !== "number" || RULES.includes(name)) return true;
    return UPPER.includes(name) ? value > bound : value < bound;
  };
  for (const name of [...UPPER, ...LOWER, ...RULES]) {
    if (!isOutside(name, wide[name], narrow[name])) continue;
    yield `${at} has ${name} ${fresh[name] ?? "none"}, not ${old[name] ?? "none"}`;
  }
  if (isRequest && JSON.stringify(old.default) !== JSON.stringify(fresh.default)) {
    yield `${at} is ${fresh.default} unless named, not ${old.default}`;
  }
}

function* fieldChanges(at: string, old: Schema, fresh: Schema, scene: Scene): Changes {
  for (const [name, schema] of Object.entries(old.properties ?? {})) {
    const now = fresh.properties?.[name];
    if (now) yield* schemaChanges(`${at}.${name}`, schema, now, scene);
    else yield `${at}.${name} is gone`;
  }
  const [before, now] = [old.required ?? [], fresh.required ?? []];
  const without = (names: string[], others: string[]) =>
    names.filter((name) => !others.includes(name));
  if (scene.isRequest) { for (const name of without(now, before)) yield `${at} asks for ${name}`; }
  else for (const name of without(before, now)) yield `${at} may leave out ${name}`;
  const [others, freshOthers] = [old, fresh].map((each) => each.additionalProperties ?? true);
  if (freshOthers === false) {
    if (scene.isRequest && others !== false) yield `${at} takes no other fields now`;
  } else if (typeof others === "object" || typeof freshOthers === "object") {
    yield* schemaChanges(`${at}.*`, asSchema(others), asSchema(freshOthers), scene);
  }
}

function* itemChanges(at: string, old: Schema, fresh: Schema, scene: Scene): Changes {
  if (old.items || fresh.items) {
    yield* schemaChanges(`${at}[]`, old.items ?? {}, fresh.items ?? {}, scene);
  }
  const [first, freshFirst] = [old.prefixItems ?? [], fresh.prefixItems ?? []];
  for (let i = 0; i < Math.max(first.length, freshFirst.length); i++) {
    yield* schemaChanges(`${at}[${i}]`, first[i] ?? {}, freshFirst[i] ?? {}, scene);
  }
}

/** In one schema: what it refers to, all that it is, and its alternatives under one name. */
function flatten(schemas: Schemas, { $ref, allOf = [], oneOf, ...own }: Schema): Schema {
  const name = $ref?.replace("#/components/schemas/", "");
  const referred = name === undefined ? {} : schemas[name] ?? {};
  const parts = [referred, ...allOf].map((each) =>
    each.$ref || each.allOf || each.oneOf ? flatten(schemas, each) : each
  );
  return [...parts, { ...own, ...oneOf && { anyOf: oneOf } }].reduce((all, part) => ({
    ...all,
    ...part,
    properties: { ...all.properties, ...part.properties },
    required: [...all.required ?? [], ...part.required ?? []],
  }));
}

function asSchema(given: boolean | Schema): Schema {
  return typeof given === "object" ? given : {};
}

function choicesOf({ enum: values, const: only }: Schema): unknown[] | undefined {
  return only === undefined ? values : [only];
}

function typesOf(schema: Schema): string[] {
  if (schema.type !== undefined) return [schema.type].flat();
  return [...new Set(choicesOf(schema)?.map((one) => one === null ? "null" : typeof one))];
}
