import { type Fault, spread } from "./fault.ts";
import { histories, LISTS, manners } from "./fault_histories.ts";

const refusals: Fault[] = [
  {
    id: "F1",
    name: "429 of every shape",
    refusesForRate: true,
    calls: spread([
      { kind: "rate-limit" },
      { kind: "rate-limit", headers: "missing" },
      { kind: "rate-limit", body: "string-errors" },
      { kind: "rate-limit", headers: "comma" },
    ]),
    later: ({ app, athleteId }) =>
      void app.strava.addFault({
        match: { path: LISTS, athleteId },
        effect: { kind: "rate-limit", window: "day" },
        times: 1,
      }),
  },
  {
    id: "F2",
    name: "500, and one activity poisoned",
    calls: [
      ...spread([{ kind: "server-error" }, { kind: "server-error" }]),
      { match: { path: "^/activities/\\d*4(/|$)" }, effect: { kind: "server-error" } },
    ],
  },
  {
    id: "F3",
    name: "502, 503, 504 as HTML",
    calls: spread([502, 503, 504].map((status) => ({ kind: "gateway-error", status }))),
  },
  {
    id: "F4",
    name: "597, 410, 418",
    calls: spread([
      { kind: "gateway-error", status: 597 },
      { kind: "answer", status: 410, text: "<h1>Gone</h1>" },
      { kind: "answer", status: 418 },
    ]),
  },
  {
    id: "F5",
    name: "connections that break or crawl",
    calls: spread([
      { kind: "close" },
      { kind: "close", when: "mid-body" },
      { kind: "close", when: "after" },
      { kind: "truncate", encoding: "gzip" },
      { kind: "slow-headers", ms: 900 },
      { kind: "slow-body", bytesPerStep: 1, stepMs: 200 },
    ]),
  },
  {
    id: "F6",
    name: "200 with anything but JSON",
    calls: spread([
      { kind: "mangle", as: "malformed-json" },
      { kind: "mangle", as: "truncated-json" },
      { kind: "mangle", as: "empty" },
      { kind: "mangle", as: "html" },
      { kind: "mangle", as: "bom" },
    ]),
  },
];

const access: Fault[] = [
  {
    id: "F7",
    name: "tokens that die early",
    calls: spread([{ kind: "expire-token" }, { kind: "expire-token" }, { kind: "expire-token" }]),
  },
  {
    id: "F8",
    name: "permission taken back",
    later: ({ app, athleteId, isOther }) =>
      void app.strava.revokeAccess(athleteId, { event: !isOther }),
  },
  {
    id: "F9",
    name: "rotated token lost on the way",
    calls: [
      { match: { family: "api", nth: 3 }, effect: { kind: "expire-token" } },
      { match: { path: "^/oauth/token$", nth: 2 }, effect: { kind: "lose-answer", hangMs: 20 } },
    ],
  },
  {
    id: "F10",
    name: "code refused at first",
    calls: [{ match: { path: "^/oauth/token$" }, effect: { kind: "code-invalid" }, times: 3 }],
  },
  {
    id: "F11",
    name: "application switched off",
    meanwhile: ({ app }) => app.strava.setApp({ status: "inactive" }),
    end: ({ app }) => app.strava.setApp({ status: "active" }),
  },
  {
    id: "F12",
    name: "no seat left",
    calls: ["authorize", "token"].map((at) => ({
      match: { path: `^/oauth/${at}$` },
      effect: { kind: "over-capacity" },
      times: 1,
    })),
  },
  {
    id: "F13",
    name: "private runs not permitted",
    before: (scene) => void (scene.scope = "activity:read"),
    widens: true,
  },
];

export const faults: Fault[] = [...refusals, ...access, ...histories, ...manners];
