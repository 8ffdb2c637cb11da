import { openPictures } from "@/adapters/resvg_pictures.ts";

const FONT = new URL("../../static/fonts/inter-latin.woff2", import.meta.url);

/** Real pictures, as `main.ts` has them drawn. */
export const pictures = openPictures(Deno.readFileSync(FONT));
