import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { Hono } from "hono";
import { z } from "zod";
import { RefusedError } from "@/domain/errors.ts";
import type { AppEnv } from "@/http/env.ts";
import {
  emailField,
  lineField,
  readDecimal,
  readForm,
  secretField,
  whenSound,
} from "@/http/forms.ts";

const schema = z.object({
  email: emailField,
  name: lineField(5, "name"),
  password: secretField,
});
const isCode = (message: string): message is "email" | "name" =>
  ["email", "name"].includes(message);
const GOOD = { email: "ana@example.org", name: "Ana", password: "x" };

async function read(body: BodyInit, headers: Record<string, string> = {}) {
  const app = new Hono<AppEnv>()
    .post("/", async (c) => c.json(await readForm(c, schema, isCode, "name")))
    .onError((error, c) => c.json(error instanceof RefusedError ? error.refusal : "broken"));
  return await (await app.request("/", { method: "POST", body, headers })).json();
}

Deno.test("readForm() gives the data of a good form, urlencoded or multipart", async () => {
  const form = new FormData();
  for (const [name, value] of Object.entries(GOOD)) form.set(name, value);
  for (const body of [new URLSearchParams(GOOD), form]) {
    const { data, problems } = await read(body);
    deepStrictEqual(data, GOOD);
    deepStrictEqual(problems, {});
  }
});

Deno.test("readForm() names one problem for each field and keeps what was typed", async () => {
  const answer = await read(new URLSearchParams({ email: " x ", name: "too long" }));
  strictEqual(answer.data, undefined);
  deepStrictEqual(answer.values, { email: " x ", name: "too long" });
  deepStrictEqual(answer.problems, { email: "email", name: "name", password: "name" });
});

Deno.test("readForm() takes a file, or a name with [], for a missing field", async () => {
  const form = new FormData();
  form.set("email", new File(["ana@example.org"], "mail.txt"));
  form.append("name[]", "Ana");
  form.set("password", "x");
  deepStrictEqual((await read(form)).problems, { email: "email", name: "name" });
});

Deno.test("readForm() takes the last of a repeated field, and no inherited name for a field", async () => {
  const twice = new URLSearchParams([...Object.entries(GOOD), ["name", "Eva"]]);
  strictEqual((await read(twice)).data.name, "Eva");
  const odd = new URLSearchParams({ ...GOOD, constructor: "x", toString: "y" });
  odd.set("__proto__", "z");
  deepStrictEqual((await read(odd)).data, GOOD);
});

Deno.test("readForm() sees an empty form in a body that is none, and refuses a broken one", async () => {
  const empty = { email: "email", name: "name", password: "name" };
  const json = { "content-type": "application/json" };
  deepStrictEqual((await read(JSON.stringify(GOOD), json)).problems, empty);
  deepStrictEqual((await read("email=a", { "content-type": "text/plain" })).problems, empty);
  strictEqual(await read("--x", { "content-type": "multipart/form-data" }), "bad_form");
});

Deno.test("emailField takes an address as people type it, and no other text", () => {
  strictEqual(emailField.parse("  Ana.Lee+runs@Example.ORG "), "ana.lee+runs@example.org");
  const bad = [
    "",
    "ana",
    "ana@",
    "@b.org",
    "a b@c.org",
    "a@b",
    "a@b.org\nbcc: c@d.org",
    "a\0@b.org",
  ];
  for (const text of [...bad, `${"a".repeat(250)}@b.org`, "<ana@b.org>", "ana@b.org, c@d.org"]) {
    strictEqual(emailField.safeParse(text).error?.issues[0].message, "email", JSON.stringify(text));
  }
});

Deno.test("lineField() takes one line and no control character", () => {
  const field = lineField(5, "name");
  strictEqual(field.parse(" Zoë  "), "Zoë");
  for (const text of ["sixsix", "a\0b", "a\nb", "a\u007fb", "a\u0085b", undefined, 7]) {
    strictEqual(field.safeParse(text).error?.issues[0].message, "name", JSON.stringify(text));
  }
});

Deno.test("readDecimal() reads a number as people write one", () => {
  const cases: [text: string, value: number][] = [
    ["61", 61],
    ["61.5", 61.5],
    ["61,5", 61.5],
    [",5", 0.5],
    ["61.", 61],
    ["007", 7],
  ];
  for (const [text, value] of cases) strictEqual(readDecimal(text), value);
  const none = [
    "",
    ".",
    "-1",
    "+1",
    "1e3",
    "0x10",
    "1.2.3",
    "1,234.5",
    "Infinity",
    "NaN",
    " 1",
    "１",
  ];
  for (const text of none) strictEqual(readDecimal(text), NaN, text);
});

Deno.test("emailField spells an internationalized domain as DNS does, and names what no mail of ours reaches", () => {
  const good = [
    ["ana@пример.рф", "ana@xn--e1afmkfd.xn--p1ai"],
    ["Ana@BÜCHER.example", "ana@xn--bcher-kva.example"],
    ["ana@例え。テスト", "ana@xn--r8jz45g.xn--zckzah"],
    ["ana@xn--e1afmkfd.xn--p1ai", "ana@xn--e1afmkfd.xn--p1ai"],
  ];
  for (const [typed, stored] of good) strictEqual(emailField.parse(typed), stored);
  const problems = [
    ["ана@пример.рф", "email_local"],
    ["josé@example.org", "email_local"],
    ["ана", "email"],
    ["ана@пример", "email"],
    ["ана б@пример.рф", "email"],
    ["ana@пример.рф\nbcc: c@d.org", "email"],
    ["ana@при мер.рф", "email"],
    ["ana@１.２.３.４", "email"],
    [`${"a".repeat(240)}@пример.рф`, "email"],
  ];
  for (const [typed, code] of problems) {
    strictEqual(emailField.safeParse(typed).error?.issues[0].message, code, JSON.stringify(typed));
  }
});

Deno.test("whenSound() lets a rule on several fields speak, unless one of them is wrong by itself", () => {
  const number = z.coerce.number({ error: "number" });
  const ordered = z.object({ low: number, high: number, unit: z.enum(["km"], "choice") })
    .refine(({ low, high }) => low <= high, {
      path: ["low"],
      error: "order",
      when: whenSound("low", "high"),
    });
  const said = (low: string, high: string) =>
    ordered.safeParse({ low, high, unit: "?" }).error?.issues.map(({ message }) => message);
  deepStrictEqual(said("2", "1"), ["choice", "order"]);
  deepStrictEqual(said("1", "2"), ["choice"]);
  deepStrictEqual(said("2", "x"), ["number", "choice"]);
});
