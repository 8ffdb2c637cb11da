import fc from "fast-check";
import { junk } from "./fuzz.ts";
import type { JsonSchema } from "./contract.ts";

/** Values that a schema lets through, as good as it says. */
export function valuesOf(
  given: JsonSchema,
  schemas: Record<string, JsonSchema>,
): fc.Arbitrary<unknown> {
  const name = given.$ref?.split("/").at(-1);
  const schema = name ? schemas[name] : given;
  const { example, ...rest } = schema;
  if (example !== undefined) {
    // Most texts are no zone and no sport; but an example alone would never leave the trodden path.
    return fc.oneof(
      { weight: 3, arbitrary: fc.constant(example) },
      { weight: 1, arbitrary: valuesOf(rest, schemas) },
    );
  }
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each) => valuesOf(each, schemas)));
  const types = [schema.type ?? "string"].flat();
  return fc.oneof(...types.map((type) => valuesOfType(type, schema, schemas)));
}

function valuesOfType(
  type: string,
  schema: JsonSchema,
  schemas: Record<string, JsonSchema>,
): fc.Arbitrary<unknown> {
  const { minimum = -1e9, maximum = 1e9 } = schema;
  switch (type) {
    case "null":
      return fc.constant(null);
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.integer({
        min: Math.ceil(minimum),
        max: Math.floor(Math.min(maximum, 2 ** 31 - 1)),
      });
    case "number":
      return fc.double({ min: minimum, max: maximum, noNaN: true });
    case "array":
      return fc.array(valuesOf(schema.items ?? {}, schemas), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 5, 5),
      });
    case "object": {
      const values: Record<string, fc.Arbitrary<unknown>> = {};
      for (const [name, each] of Object.entries(schema.properties ?? {})) {
        values[name] = valuesOf(each, schemas);
      }
      return fc.record(values, { requiredKeys: schema.required ?? [] });
    }
    default:
      return texts(schema);
  }
}

/** Any that four digits can write, wherever on Earth. */
const instants = fc.tuple(
  fc.oneof(
    fc.date({ min: new Date("0000-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
      .map((at) => at.toISOString().slice(0, 19)),
    fc.constantFrom("0000-01-01T00:00:00", "0001-01-01T12:00:00", "9999-12-31T23:59:59"),
  ),
  fc.constantFrom("Z", "+14:00", "-12:00", "+05:30"),
).map(([wall, offset]) => wall + offset);

function texts(
  { format, pattern, minLength = 0, maxLength = 40 }: JsonSchema,
): fc.Arbitrary<string> {
  const date = fc.date({ min: new Date(0), max: new Date("2030-01-01"), noInvalidDate: true });
  if (format === "uuid") return fc.uuid();
  if (format === "date") return date.map((at) => at.toISOString().slice(0, 10));
  if (format === "date-time") return fc.oneof(date.map((at) => at.toISOString()), instants);
  if (pattern) return fc.stringMatching(new RegExp(pattern, "u"));
  return fc.string({ minLength, maxLength: Math.min(maxLength, 80) });
}

/** Any value at all, most of them wrong. */
export const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  junk.map((text) => text.slice(0, 300)),
  fc.json({ maxDepth: 2 }).map((text) => JSON.parse(text)),
  fc.constantFrom(null, true, -1, 1.5, 1e308, [], {}, [[]], { $ref: "#" }),
);
