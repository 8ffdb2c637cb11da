import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { CannotUnsealError, openSealer } from "@/domain/tokens/sealing.ts";

const OLD = { id: "old", key: new Uint8Array(32).fill(7) };
const NEW = { id: "new", key: new Uint8Array(32).fill(8) };

Deno.test("openSealer() seals with the first key and opens with each", async () => {
  const sealed = await openSealer([OLD]).seal("a token");
  ok(!sealed.includes("token") && !sealed.includes(btoa("a token")));
  strictEqual(await openSealer([NEW, OLD]).open(sealed), "a token");
  const renewed = await openSealer([NEW, OLD]).seal("a token");
  strictEqual(await openSealer([NEW]).open(renewed), "a token");
});

Deno.test("Whatever cannot be opened, and why ever, is one kind of error", async () => {
  const sealed = await openSealer([OLD]).seal("a token");
  const [header, ...rest] = sealed.split(".");
  const other = btoa(JSON.stringify({ alg: "dir", enc: "A128GCM", kid: "old" })).replace(/=/g, "");
  const cases: [sealed: string, keys: typeof OLD[], why: RegExp][] = [
    [sealed, [NEW], /no key "old"/],
    [sealed, [{ ...NEW, id: "old" }], /cannot open/i],
    [sealed.slice(0, -3), [OLD], /cannot open/i],
    [[header, ...rest.with(2, "AAAA")].join("."), [OLD], /cannot open/i],
    [[other, ...rest].join("."), [OLD], /cannot open/i],
    ["", [OLD], /cannot open/i],
    ["not sealed at all", [OLD], /cannot open/i],
    ["....", [OLD], /cannot open/i],
  ];
  for (const [text, keys, why] of cases) {
    await rejects(openSealer(keys).open(text), (error) => {
      ok(error instanceof CannotUnsealError, `${text}: ${error}`);
      match(error.message, why);
      ok(!error.message.includes("a token"));
      return true;
    });
  }
});

Deno.test("derive() answers the same secrets each time, one for each key, the newest key's first", () => {
  const [newest, oldest] = openSealer([NEW, OLD]).derive("mail-link:1");
  deepStrictEqual(openSealer([OLD]).derive("mail-link:1"), [oldest]);
  deepStrictEqual(openSealer([NEW]).derive("mail-link:1"), [newest]);
  match(newest, /^[\w-]{43}$/);
  const [another] = openSealer([NEW]).derive("mail-link:2");
  strictEqual(new Set([newest, oldest, another]).size, 3);
});
