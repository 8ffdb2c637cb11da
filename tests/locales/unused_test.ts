import { deepStrictEqual } from "node:assert/strict";
import { en } from "@/locales/en/mod.ts";
import { readSources } from "@/tests/support/source.ts";

/** Groups from which a code chooses a word, as `t.refusals[refusal]` does. */
const CHOSEN_BY_CODE = [
  ...["refusals", "mails", "accounts.problems", "strava.states"],
  ...["profile.problems", "profile.sexes", "profile.unitNames", "profile.weekStarts"],
  ...["admin.mails.states", "admin.crons.names", "sync.scopes"],
  ...["races.filters.whens", "races.filters.whose", "races.filters.problems", "races.surfaces"],
  ...["races.distances", "races.form.problems", "races.mine.problems"],
  ...["plans.form.goals", "plans.form.levels", "plans.form.weekdays", "plans.form.problems"],
  ...["plans.kinds", "plans.purposes", "plans.check.verdicts", "plans.check.rules"],
  ...["plans.refused", "plans.made", "replan.problems", "replan.reasons", "replan.refused"],
  "replan.days.whats",
  ...["reports.verdicts.week", "reports.verdicts.month", "reports.facts.unusualTexts"],
  ...[
    "reports.hows.unusual",
    "reports.charts",
    "letters.cadences",
    "letters.sectionNames",
    "letters.stopped",
    "reports.older",
    "reports.newer",
  ],
  ...["races.forecast.methods", "races.forecast.from"],
  ...["webhooks.states", "webhooks.problems", "tokens.ownScopes"],
  ...["runs.filters.problems", "runs.filters.sorts", "runs.efforts", "runs.visibilities"],
  ...["developers.problems", "developers.scopes", "tokens.scopes", "tokens.personal.problems"],
];
/** Codes that are not ours: Strava's sports and best efforts, the forms of a plural, and an answer that was not given. */
const OTHERS = [
  "runs.sports",
  "details.effortNames",
  "details.rank",
  "strava.activities",
  "profile.sexes.",
];

const READERS = /^(components|db|domain|http|islands|jobs|routes)\//;
const COMMENTS = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;
const texts = (await readSources()).filter(({ path }) => READERS.test(path)).map((source) =>
  `${source.path.toLowerCase()}\n${source.text.replace(COMMENTS, "")}`
);

Deno.test("every word of the catalogue is said somewhere", () => {
  deepStrictEqual(listKeys(en).filter((path) => !isRead(path)), []);
});

Deno.test("a word that nobody says is found, alone or chosen by a code", () => {
  const unread = ["shell.nobodyReads", "refusals.nobody_throws", "strava.receipt.signUp"];
  deepStrictEqual(unread.filter(isRead), []);
});

/** The dotted path of each word; of a group that codes choose from, of each code. */
function listKeys(node: object, path = ""): string[] {
  return Object.entries(node).flatMap(([key, value]) => {
    const at = path ? `${path}.${key}` : key;
    const isGroup = value !== null && typeof value === "object" && !Array.isArray(value);
    return isGroup && !CHOSEN_BY_CODE.includes(path) ? listKeys(value, at) : [at];
  });
}

/** A code is quoted or read by its name; any other word is named in a file that also names its group. */
function isRead(path: string): boolean {
  const [group, key] = path.split(".").slice(-2);
  const parent = path.slice(0, path.lastIndexOf("."));
  if (OTHERS.includes(parent) || OTHERS.includes(path)) return true;
  if (CHOSEN_BY_CODE.includes(parent)) {
    return texts.some((text) => new RegExp(`"${key}"|\\.${key}\\b`).test(text));
  }
  const names = [group, key].map((name) => new RegExp(`\\b${name}\\b`));
  return texts.some((text) => names.every((name) => name.test(text)));
}
