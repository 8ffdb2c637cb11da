import { initWasm, Resvg } from "@resvg/resvg-wasm";
import type { Pictures } from "@/domain/mail/pictures.ts";

let started: Promise<void> | undefined;

/** Once for each process, when the first picture is asked for: it is 2.5 MB to compile. */
function start(): Promise<void> {
  const wasm = new URL(import.meta.resolve("@resvg/resvg-wasm/index_bg.wasm"));
  return Deno.readFile(wasm).then((bytes) => initWasm(bytes));
}

/** Draws with a typeface of its own: there may be none on the machine, and text without one is left out silently. */
export function openPictures(font: Uint8Array): Pictures {
  async function png(svg: string, widthPixels: number): Promise<Uint8Array<ArrayBuffer>> {
    await (started ??= start());
    const drawing = new Resvg(svg, {
      font: { fontBuffers: [font], loadSystemFonts: false },
      fitTo: { mode: "width", value: widthPixels },
    });
    const picture = drawing.render();
    const bytes = new Uint8Array(picture.asPng());
    // They live in the memory of WebAssembly, which nobody else clears.
    picture.free();
    drawing.free();
    return bytes;
  }
  return { png };
}
