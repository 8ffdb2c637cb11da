import { deepStrictEqual, strictEqual } from "node:assert/strict";
import ICAL from "ical.js";
import { raceCalendar } from "@/domain/races/calendar.ts";

const RACE = {
  id: "019f0000-0000-7000-8000-000000000001",
  name: "Lyon Run; with, signs \\ and “quotes”",
  date: "2026-10-25",
  revision: 1,
  updatedAt: Date.UTC(2026, 4, 4, 8),
};
const ABOUT = {
  host: "runnerly.example",
  url: "https://runnerly.example/races/1",
  place: "Lyon, France",
  description: "Half marathon\nB: 1:45:00, 4:59 /km",
};

function read(text: string) {
  const [event] = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent");
  return new ICAL.Event(event);
}

Deno.test("raceCalendar() is read by another program as one whole day, whatever stands in the name", () => {
  // On that night Europe's clocks go back.
  const text = raceCalendar(RACE, ABOUT);
  const event = read(text);
  deepStrictEqual(
    [event.summary, event.location, event.description],
    [RACE.name, ABOUT.place, ABOUT.description],
  );
  strictEqual(event.startDate.isDate, true);
  strictEqual(event.startDate.toString(), "2026-10-25");
  strictEqual(event.duration.toSeconds(), 86_400);
  // RFC 5545 3.1: lines end in CRLF and have at most 75 octets.
  const lines = text.split("\r\n");
  strictEqual(lines.some((line) => new TextEncoder().encode(line).length > 75), false);
  strictEqual(text.replaceAll("\r\n", "").includes("\n"), false);
});

Deno.test("raceCalendar() keeps its UID and raises SEQUENCE when the race changes", () => {
  const [first, later] = [RACE, { ...RACE, date: "2026-11-01", revision: 4 }]
    .map((race) => read(raceCalendar(race, ABOUT)));
  strictEqual(first.uid, `race-${RACE.id}@runnerly.example`);
  strictEqual(later.uid, first.uid);
  deepStrictEqual([first.sequence, later.sequence], [0, 3]);
});
