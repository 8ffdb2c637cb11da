import { strictEqual } from "node:assert/strict";
import ICAL from "ical.js";
import type { Answer, Visitor } from "./visitor.ts";

/** Makes the address of a runner's calendar as a first one, and answers its path. */
export async function makeFeed(
  visitor: Visitor,
  form: Record<string, string> = { withDone: "1" },
): Promise<string> {
  const answer = await visitor.post("/plan/calendar", { instead: "0", ...form });
  strictEqual(answer.status, 200);
  return feedIn(answer) ?? "";
}

/** The path that a page shows; undefined where it shows none. */
export function feedIn({ text }: Answer): string | undefined {
  return text.match(/<code[^>]*>https?:\/\/[^/]+(\/calendar\/[\w-]+\.ics)<\/code>/)?.[1];
}

export interface FeedEvent {
  uid: string;
  sequence: number;
  date: string;
  summary: string;
  description: string;
  url: string;
  changedAt: string;
}

/** What another program reads in a calendar; refuses what RFC 5545 does. */
export function readEvents({ text }: Pick<Answer, "text">): FeedEvent[] {
  const lines = text.split("\r\n");
  strictEqual(lines.at(-1), "", "each line ends");
  strictEqual(lines.some((line) => new TextEncoder().encode(line).length > 75), false);
  strictEqual(text.replaceAll("\r\n", "").includes("\n"), false);
  const component = new ICAL.Component(ICAL.parse(text));
  strictEqual(component.name, "vcalendar");
  return component.getAllSubcomponents("vevent").map((each) => {
    const { uid, sequence, startDate, duration, summary, description } = new ICAL.Event(each);
    strictEqual(startDate.isDate, true);
    strictEqual(duration.toSeconds(), 86_400);
    const valueOf = (name: string) => String(each.getFirstPropertyValue(name) ?? "");
    return {
      ...{ uid, sequence, summary, description },
      date: startDate.toString(),
      url: valueOf("url"),
      changedAt: valueOf("dtstamp"),
    };
  });
}
