import { z } from "zod";

/** An id as a bare JSON integer, exact beyond 2^53 where a JavaScript number would be rounded. */
export function integerJson(id: string): unknown {
  if (!/^-?\d{1,30}$/.test(id)) throw new Error(`Cannot write the id ${id}: it is not an integer.`);
  const number = Number(id);
  return Number.isSafeInteger(number) ? number : rawJson(id);
}

/** JSON.rawJSON is in the runtime but not yet in its type library: this is the parse boundary. */
const rawJson = z.object({
  rawJSON: z.custom<(text: string) => unknown>((value) => typeof value === "function"),
}).parse({ rawJSON: Reflect.get(JSON, "rawJSON") }).rawJSON;
