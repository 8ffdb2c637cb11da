import { ok } from "node:assert/strict";
import type { Answer } from "./visitor.ts";

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

/** What a page says, without its markup; white space of any kind is one space. */
export function textOf(html: string): string {
  return html.replace(/<(\/?\w[^>]*|!doctype[^>]*)>/gi, " ")
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ENTITIES[name])
    .replace(/\s+/g, " ");
}

export function assertShows(answer: Pick<Answer, "text">, ...texts: string[]): void {
  const page = textOf(answer.text);
  for (const text of texts) {
    ok(page.includes(text.replace(/\s+/g, " ")), `"${text}" is not on the page: ${page}`);
  }
}
