import { deepStrictEqual, notDeepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { pictures } from "@/tests/support/pictures.ts";

const svg = (inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="50">${inside}</svg>`;
const WORDS = svg('<text x="5" y="30" font-family="Inter" font-size="20">37.0\u00a0km 3/16</text>');

/** Width and height as the header of a PNG has them. */
function sizeOf(png: Uint8Array<ArrayBuffer>): [number, number] {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

Deno.test("png() draws in the size that was asked for, the same bytes each time", async () => {
  const first = await pictures.png(WORDS, 400);
  deepStrictEqual([...first.slice(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  deepStrictEqual(sizeOf(first), [400, 100]);
  deepStrictEqual(await pictures.png(WORDS, 400), first);
});

Deno.test("png() draws text, which is left out silently where there is no typeface for it", async () => {
  const empty = await pictures.png(svg(""), 400);
  const words = await pictures.png(WORDS, 400);
  notDeepStrictEqual(words, empty);
  ok(words.length > 2 * empty.length, `${words.length} and ${empty.length} bytes`);
  const others = await pictures.png(WORDS.replace("37.0", "36.9"), 400);
  notDeepStrictEqual(others, words);
});

Deno.test("png() refuses what is no drawing, and draws the next one", async () => {
  const refused = await pictures.png("<svg", 400).catch((error) => error);
  ok(refused !== undefined && !(refused instanceof Uint8Array));
  strictEqual((await pictures.png(WORDS, 400))[1], 0x50);
});

Deno.test("png() gives back the memory of what it drew", async () => {
  const large = svg('<rect width="200" height="50" fill="teal"/>');
  for (let i = 0; i < 20; i++) await pictures.png(large, 1200);
  const before = Deno.memoryUsage().rss;
  for (let i = 0; i < 200; i++) await pictures.png(large, 1200);
  // What is kept of each would be 1.4 MB of pixels.
  const grown = Deno.memoryUsage().rss - before;
  ok(grown < 100_000_000, `${Math.round(grown / 1e6)} MB for 200 pictures`);
});
