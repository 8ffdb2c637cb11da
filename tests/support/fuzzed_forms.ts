import fc from "fast-check";
import { uuidv7 } from "uuidv7";
import { junk, secret, type Wrongs } from "./fuzz.ts";
import { PLAN_FORM } from "./plans.ts";
import { RACE_FORM } from "./races.ts";
import { PASSWORD } from "./runner.ts";

const noEmail = junk.map((text) => text.replaceAll("@", ""));
const noSecret = fc.oneof(fc.constant(""), fc.nat(500).map((more) => "x".repeat(1001 + more)));
const weak = junk.map((text) => text.slice(0, 9));
const choice = junk.filter((text) => !["", "km", "mi", "en", "fr", "zh"].includes(text.trim()));
const number = junk.filter((text) => !/^\s*(\d+[.,]?\d*|[.,]\d+)?\s*$/.test(text));
const tooLong = junk.map((text) => `${"x".repeat(81)}${text}`);
const longLine = junk.map((text) => `${"x".repeat(121)}${text}`);
const country = junk.filter((text) => text !== "" && text !== "FR");
const noAddress = junk.filter((text) => text.trim() !== "").map((text) => `not ${text}`);
const noTime = junk.filter((text) => text.trim() !== "").map((text) => `${text} o'clock`);
const longNotes = junk.map((text) => `${"x".repeat(2001)}${text.trim()}`);
const noNumber = junk.filter((text) => !/^\s*\d/.test(text)).map((text) => `${text}!`);
const noToken = fc.oneof(junk, secret);

export interface FuzzedForm {
  good: Record<string, string>;
  wrongs: Wrongs;
}

const profile = {
  ...{ name: "Ana", birthYear: "1990", sex: "", weight: "60", weightUnit: "kg", vo2max: "50" },
  ...{ maxHr: "190", restHr: "50", timeZone: "UTC", units: "km", locale: "en" },
  weekStart: "monday",
};

/** Each form with fields: what would be right, and what is wrong in each field that must be right. */
export const FORMS: Record<string, FuzzedForm> = {
  "/account/strava/retry": {
    good: { what: "details" },
    wrongs: { what: fc.constantFrom("", "all", "runs ", "__proto__") },
  },
  "/account/mails": {
    good: { cadence: "weekly", weekday: "1", hour: "6", chart: "1" },
    wrongs: {
      cadence: junk,
      weekday: fc.constantFrom("", "7", "-1", "1.5", "x"),
      hour: fc.constantFrom("", "24", "6h", "１"),
    },
  },
  "/sign-in": {
    good: { email: "ana@example.org", password: PASSWORD, next: "/runs" },
    wrongs: { email: noEmail, password: noSecret },
  },
  "/sign-up": {
    good: { email: "ana@example.org", password: PASSWORD, time_zone: "UTC" },
    wrongs: { email: noEmail, password: fc.oneof(weak, noSecret) },
  },
  "/forgotten-password": { good: { email: "ana@example.org" }, wrongs: { email: noEmail } },
  "/reset-password": {
    good: { token: "RESET", password: "nine blue kestrels" },
    wrongs: { token: noToken, password: fc.oneof(weak, noSecret) },
  },
  "/confirm-email": { good: { token: "CONFIRM", password: PASSWORD }, wrongs: { token: noToken } },
  "/change-email": { good: { token: "CHANGE" }, wrongs: { token: noToken } },
  "/account/delete": { good: { password: PASSWORD }, wrongs: { password: noSecret } },
  "/account/email": {
    good: { email: "next@example.org", password: PASSWORD },
    wrongs: { email: noEmail, password: noSecret },
  },
  "/account/password": {
    good: { current: PASSWORD, password: "nine blue kestrels" },
    wrongs: { current: noSecret, password: fc.oneof(weak, noSecret) },
  },
  "/account/profile": {
    good: profile,
    wrongs: {
      ...{ name: tooLong, birthYear: number, sex: choice, weight: number, maxHr: number },
      ...{ restHr: number, vo2max: number, units: choice, locale: choice, weekStart: choice },
      timeZone: junk.map((text) => `${text}!`),
    },
  },
  "/account/tokens": {
    good: { name: "Backup", days: "90", "runs:read": "1" },
    wrongs: { name: tooLong, days: junk.filter((text) => Number(text) !== 90) },
  },
  "/races": {
    good: { ...RACE_FORM },
    wrongs: {
      ...{ name: longLine, date: junk, distance: choice, place: longLine, country: country },
      ...{ surface: choice, url: noAddress },
    },
  },
  "/races/:id/edit": {
    good: { ...RACE_FORM },
    wrongs: { name: longLine, date: junk, distance: choice, surface: choice, url: noAddress },
  },
  "/races/:id/entry": {
    good: { isShown: "1", goalA: "", goalB: "45:00", goalC: "", notes: "" },
    wrongs: { goalA: noTime, goalB: noTime, goalC: noTime, notes: longNotes },
  },
  "/admin/races/:id/merges": { good: { double: uuidv7() }, wrongs: { double: junk } },
  "/plan": {
    good: { ...PLAN_FORM },
    wrongs: { goal: choice, raceDate: junk, level: choice, weekly: noNumber, longest: noNumber },
  },
  "/plan/runs/:id": { good: { what: "skip" }, wrongs: { what: junk } },
  "/plan/replan": {
    good: { what: "race_moved", raceDate: "2026-10-04", print: "of-no-proposal" },
    wrongs: { what: junk, raceDate: junk, print: junk },
  },
  "/plans/own": { good: { plan: "format: runnerly-plan/1" }, wrongs: { plan: junk } },
  "/plan/calendar": {
    good: { instead: "0", withDone: "1" },
    wrongs: { instead: junk.filter((text) => !/^\d{1,15}$/.test(text)) },
  },
  "/plans/check": { good: { plan: "format: runnerly-plan/1" }, wrongs: { plan: junk } },
  "/runs/doubles": {
    good: { first: uuidv7(), second: uuidv7(), choice: "both" },
    wrongs: { first: junk, second: junk, choice: junk },
  },
};
