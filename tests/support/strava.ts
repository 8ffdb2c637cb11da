import { ok, strictEqual } from "node:assert/strict";
import {
  newRunner as athleteWithoutRuns,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "@/tools/strava_simulator/mod.ts";
import { openTestApp, type TestApp } from "./app.ts";
import { openClock } from "./clock.ts";
import type { DatabaseKind } from "./database.ts";
import type { Answer, Visitor } from "./visitor.ts";

export interface StravaApp extends TestApp {
  strava: Simulator;
}

interface StravaAppOptions {
  database?: DatabaseKind;
  simulator?: SimulatorOptions;
  start?: number;
  baseUrl?: string;
  maxAgeMs?: number;
  timeoutMs?: number;
  apiRequestsPerMinute?: number;
  /** How far the clock moves each time that it is read: without, it stands still. */
  tickMs?: number;
}

/** The application and a Strava simulator on one clock, for one test. The only athlete has no runs unless others are named. */
export async function withStravaApp(
  { simulator, start, tickMs, ...options }: StravaAppOptions,
  test: (app: StravaApp) => Promise<void>,
): Promise<void> {
  const clock = openClock(start, tickMs);
  const strava = await startSimulator({
    now: clock.now,
    athletes: [athleteWithoutRuns()],
    ...simulator,
  });
  try {
    const app = await openTestApp({ ...options, strava, clock });
    try {
      await test({ ...app, strava });
    } finally {
      await app.close();
    }
  } finally {
    await strava.stop();
  }
}

/** What a person does on Strava's consent page. */
export interface Choice {
  /** The one that the page proposes, unless named. */
  athleteId?: number;
  unticked?: string[];
  cancel?: boolean;
}

/** Connects through the pages, as a browser would: our page, Strava's page, and back. Answers the last answer. */
export async function connectStrava(visitor: Visitor, choice: Choice = {}): Promise<Answer> {
  return await visitor.get(await consent(await askStrava(visitor), choice));
}

/** Presses "Connect with Strava"; answers the address of the consent page. */
export async function askStrava(visitor: Visitor, path = "/strava/connect"): Promise<string> {
  const answer = await visitor.post(path);
  strictEqual(answer.status, 303, answer.text);
  ok(answer.location);
  return answer.location;
}

/** Fills in the consent page at that address; answers the path that Strava sends the browser to. */
export async function consent(address: string, choice: Choice = {}): Promise<string> {
  const page = await fetch(address);
  const html = await page.text();
  strictEqual(page.status, 200, html);
  const form = readForm(html, choice);
  form.set("decision", choice.cancel ? "cancel" : "authorize");
  const answer = await fetch(address, { method: "POST", body: form, redirect: "manual" });
  const text = await answer.text();
  strictEqual(answer.status, 302, text);
  const back = new URL(answer.headers.get("location") ?? "");
  return back.pathname + back.search;
}

/** The fields of the page's form as a browser would send them. */
function readForm(html: string, { athleteId, unticked = [] }: Choice): URLSearchParams {
  const form = new URLSearchParams();
  for (const [tag] of html.matchAll(/<input[^>]*>/g)) {
    const { type, name, value } = attributesOf(tag);
    if (type === "checkbox" && (/\sdisabled/.test(tag) || unticked.includes(value))) continue;
    form.append(name, value);
  }
  const options = [...html.matchAll(/<option[^>]*>/g)].map(([tag]) => tag);
  const chosen = options.find((tag) => /\sselected/.test(tag)) ?? options[0];
  if (chosen) form.set("athlete_id", attributesOf(chosen).value);
  if (athleteId !== undefined) form.set("athlete_id", String(athleteId));
  return form;
}

function attributesOf(tag: string): Record<string, string> {
  const pairs = [...tag.matchAll(/([\w-]+)="([^"]*)"/g)];
  return Object.fromEntries(
    pairs.map((
      [, name, value],
    ) => [name, value.replaceAll("&amp;", "&").replaceAll("&quot;", '"')]),
  );
}
