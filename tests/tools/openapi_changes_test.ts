import { deepStrictEqual, ok } from "node:assert/strict";
import { type ApiDescription, breakingChanges } from "@/tools/openapi_changes.ts";

type Part = [what: string, old: object, fresh: object, said: RegExp | null];

const TEXT = { type: "string" };
const NUMBER = { type: "number" };
const NULL = { type: "null" };
const list = (items: object) => ({ type: "array", items });
const record = (values: unknown) => ({ type: "object", additionalProperties: values });

/** Of a value that clients send. */
const ASKED: Part[] = [
  ["a format", TEXT, { ...TEXT, format: "uuid" }, /format uuid, not none/],
  ["no format any more", { ...TEXT, format: "uuid" }, TEXT, null],
  ["a pattern", TEXT, { ...TEXT, pattern: "^a" }, /pattern/],
  ["an open bound", NUMBER, { ...NUMBER, exclusiveMinimum: 0 }, /exclusiveMinimum 0/],
  ["a lower minimum", { ...NUMBER, minimum: 1 }, { ...NUMBER, minimum: 0 }, null],
  ["steps", NUMBER, { ...NUMBER, multipleOf: 5 }, /multipleOf 5/],
  ["one value alone", TEXT, { ...TEXT, const: "a" }, /takes any other no more/],
  ["a type where there was none", {}, TEXT, /is string, not anything/],
  ["any type", TEXT, {}, null],
  ["wholes alone", NUMBER, { type: "integer" }, /is integer, not number/],
  ["fractions too", { type: "integer" }, NUMBER, null],
  ["nulls no more", { type: ["string", "null"] }, TEXT, /is string, not string or null/],
  ["a shape less", { anyOf: [TEXT, NULL] }, { anyOf: [TEXT] }, /fewer shapes/],
  ["a shape more", TEXT, { anyOf: [TEXT, NULL] }, null],
  ["other items", { type: "array" }, list(TEXT), /\[\] is string/],
  ["narrower values", record(NUMBER), record({ ...NUMBER, maximum: 1 }), /\.\* has maximum 1/],
  ["no fields", { type: "object" }, record(false), /no other fields/],
  ["another default", { ...NUMBER, default: 50 }, { ...NUMBER, default: 20 }, /is 20 unless/],
];

/** Of a value that clients are sent. */
const ANSWERED: Part[] = [
  ["another constant", { ...TEXT, const: "a" }, { ...TEXT, const: "b" }, /may be b now/],
  ["fewer values", { ...TEXT, enum: ["a", "b"] }, { ...TEXT, enum: ["a"] }, null],
  ["any type", TEXT, {}, /is anything, not string/],
  ["fractions too", { type: "integer" }, NUMBER, /is number, not integer/],
  ["wholes alone", NUMBER, { type: "integer" }, null],
  ["a format", TEXT, { ...TEXT, format: "uuid" }, null],
  ["no pattern any more", { ...TEXT, pattern: "^a" }, TEXT, /pattern none/],
  ["a higher maximum", { ...NUMBER, maximum: 1 }, { ...NUMBER, maximum: 2 }, /maximum 2, not 1/],
  ["null as a shape", TEXT, { anyOf: [TEXT, NULL] }, /a new shape/],
  ["one more shape", { oneOf: [TEXT] }, { oneOf: [TEXT, NULL] }, /a new shape/],
  ["a shape less", { oneOf: [TEXT, NULL] }, { oneOf: [TEXT] }, null],
  [
    "a field of a part less",
    { allOf: [{ type: "object", properties: { id: TEXT } }] },
    { allOf: [{ type: "object", properties: {} }] },
    /\.id is gone/,
  ],
  ["other items", list(TEXT), list(NUMBER), /\[\] is number, not string/],
  ["another pair", { prefixItems: [TEXT] }, { prefixItems: [NUMBER] }, /\[0\] is number/],
  ["other values", record(TEXT), record(NUMBER), /\.\* is number, not string/],
];

function asking(schema: object): ApiDescription {
  const parameters = [{ name: "p", in: "query", schema: { ...schema } }];
  return { paths: { "/runs": { get: { parameters, responses: {} } } } };
}

function answering(schema: object): ApiDescription {
  const responses = { "200": { content: { json: { schema: { ...schema } } } } };
  return { paths: { "/runs": { get: { responses } } } };
}

const SIDES = [["a request", ASKED, asking], ["an answer", ANSWERED, answering]] as const;
for (const [side, parts, describe] of SIDES) {
  for (const [what, old, fresh, said] of parts) {
    Deno.test(`breakingChanges() ${said ? "names" : "lets pass"} ${what} in ${side}`, () => {
      const found = breakingChanges(describe(old), describe(fresh));
      if (said === null) deepStrictEqual(found, []);
      else ok(found.length > 0 && found.every((line) => said.test(line)), found.join("; "));
    });
  }
}

Deno.test("breakingChanges() comes to an end with a schema that holds itself", () => {
  const tree = (leaf: { type: string }): ApiDescription => {
    const branch = { $ref: "#/components/schemas/Tree" };
    const properties = { left: branch, right: branch, leaf };
    const schemas = { Tree: { type: "object", properties } };
    return { ...answering(branch), components: { schemas } };
  };
  deepStrictEqual(breakingChanges(tree(TEXT), tree(TEXT)), []);
  deepStrictEqual(breakingChanges(tree(TEXT), tree(NUMBER)), [
    "GET /runs 200.leaf is number, not string",
  ]);
});
