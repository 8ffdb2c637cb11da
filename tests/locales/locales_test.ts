import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { type Locale, messagesFor } from "@/locales/mod.ts";
import { sportName } from "@/locales/sports.ts";

const TRANSLATIONS: Locale[] = ["fr", "zh"];
const EVERY: Locale[] = ["en", ...TRANSLATIONS];
/** What reads the same in another language: names, and words that French shares with English. */
const SAME_EVERYWHERE = ["Strava", "CrossFit"];
const SAME: Record<string, string[]> = {
  fr: [
    ...SAME_EVERYWHERE,
    ...["Distance", "Sport", "Source", "Cadence", "VO₂max", "Cookies", "Import", "Marathon"],
    ...["Badminton", "Cricket", "Golf", "Padel", "Pickleball", "Pilates"],
    ...["Racquetball", "Squash", "Tennis", "Yoga", "Miles", "Applications", "Application", "Notes"],
    ...["Pages", "Versions", "Compression", "Webhooks", "<mark 0> min"],
    ...["5 km", "10 km", "Date", "Marathon", "Verdict", "Note", "<mark 0>, <mark 1>"],
  ],
  zh: SAME_EVERYWHERE,
};

type Say = (...args: (string | number)[]) => string;
type Word = string | null | Say;

/** Every word of a catalogue by its dotted path; a function keeps its arguments. */
function words(locale: Locale): Map<string, Word> {
  const found = new Map<string, Word>();
  const visit = (node: unknown, path: string) => {
    if (isWord(node)) found.set(path.slice(1), node);
    else Object.entries(node ?? {}).forEach(([key, value]) => visit(value, `${path}.${key}`));
  };
  visit(messagesFor(locale), "");
  return found;
}

function isWord(node: unknown): node is Word {
  return node === null || typeof node === "string" || typeof node === "function";
}

/** What a function says to marks that no catalogue has; counts are asked for by number. */
function say(word: Say, path: string): string {
  const args = Array.from({ length: word.length }, (_, i) => isCount(path) ? 9101 + i : mark(i));
  return word(...args);
}

function isCount(path: string): boolean {
  return /\.(runs|found|foundActivities|summary|quotaValue|range|doneWithout|waiting\.\w+|importing\.text|tryAgainIn|interrupted|events\.run\.\w+|count|in|ago|more|made\.weeks|makingText|missedTitle|past|diff\.title|diff\.rest|\w+sCount)$/
    .test(path);
}

function mark(i: number): string {
  return `<mark ${i}>`;
}

/** As text: functions as what they say. */
function texts(locale: Locale): [string, string][] {
  return [...words(locale)].flatMap(([path, word]): [string, string][] =>
    word === null ? [] : [[path, typeof word === "function" ? say(word, path) : word]]
  );
}

Deno.test("every catalogue has the keys of the English one, with a word of the same kind", () => {
  const kinds = (locale: Locale) =>
    Object.fromEntries([...words(locale)].map(([path, word]) => [path, kindOf(word)]));
  for (const locale of TRANSLATIONS) deepStrictEqual(kinds(locale), kinds("en"), locale);
});

function kindOf(word: Word): string {
  return word === null ? "null" : typeof word === "function" ? `of ${word.length}` : "text";
}

Deno.test("no catalogue has an empty word, or blanks around one", () => {
  for (const locale of EVERY) {
    for (const [path, text] of texts(locale)) {
      strictEqual(text, text.trim(), `${locale} ${path}`);
      ok(text.length > 0, `${locale} ${path}`);
    }
  }
});

Deno.test("every message says all that it is given", () => {
  for (const locale of EVERY) {
    for (const [path, word] of words(locale)) {
      if (typeof word !== "function") continue;
      const said = say(word, path);
      for (let i = 0; i < word.length; i++) {
        const given = isCount(path) ? String(9101 + i) : mark(i);
        ok(said.replaceAll(/[,\s](?=\d{3})/g, "").includes(given), `${locale} ${path}: ${said}`);
      }
    }
  }
});

Deno.test("no English word is left in a translation", () => {
  const english = new Map(texts("en"));
  for (const locale of TRANSLATIONS) {
    const left = texts(locale).filter(([path, text]) =>
      text === english.get(path) && !SAME[locale].includes(text) && /\p{L}/u.test(text)
    );
    deepStrictEqual(left, [], locale);
  }
});

Deno.test("French punctuation keeps to its word", () => {
  for (const [path, said] of texts("fr")) {
    // A time of day or a duration is no sentence.
    const text = said.replaceAll(/\d+(:\d\d)+/g, "");
    ok(!/[ \p{L}\d»][?!;:]/u.test(text), `a non-breaking space before, in ${path}: ${text}`);
    ok(!/«[^\u00a0]|[^\u00a0]»/.test(text), `non-breaking quotes in ${path}: ${text}`);
    ok(!/['"]/.test(text), `curly apostrophes in ${path}: ${text}`);
  }
});

Deno.test("Chinese punctuation is full-width, and numbers stand close", () => {
  for (const [path, text] of texts("zh")) {
    ok(!/\p{Script=Han}[,.:;?!()]|[,.:;?!()]\p{Script=Han}/u.test(text), `${path}: ${text}`);
    ok(!/\p{Script=Han} \d|\d \p{Script=Han}/u.test(text), `${path}: ${text}`);
    ok(!/\p{Script=Han}[A-Za-z]|[A-Za-z]\p{Script=Han}/u.test(text), `${path}: ${text}`);
    ok(!text.includes("您"), `one form of address, in ${path}: ${text}`);
  }
});

/** What stands in a request or an answer as it is, in any language. */
const IN_REQUESTS =
  /OAuth|PKCE|Allow|JSON|RFC|Link|RateLimit|Retry-After|ETag|If-None-Match|If-Match|Idempotency-Key|GET|POST|UTC|ISO|Bearer|Authorization|gzip|application\/json|requestId|scope|errors|next|Standard Webhooks|\/webhooks|\/api\/v1/g;

Deno.test("Chinese keeps no Latin word but names", () => {
  const names =
    /Strava|Runnerly|API|Alt|Cookie|JavaScript|CrossFit|HIIT|VO₂max|ana@example\.org|Europe\/Paris/g;
  const withoutNames = (path: string, text: string) =>
    (path.startsWith("developers.") ? text.replaceAll(IN_REQUESTS, "") : text)
      .replaceAll(names, "");
  for (const [path, text] of texts("zh")) {
    ok(
      !/[a-z]{2}/i.test(withoutNames(path, text).replaceAll(/<mark \d>/g, "")),
      `${path}: ${text}`,
    );
  }
});

Deno.test("the words of the navigation fit a narrow phone", () => {
  for (const locale of EVERY) {
    const { dashboard, runs, strava, account } = messagesFor(locale).shell;
    for (const word of [dashboard, runs, strava, account]) ok(word.length <= 9, word);
  }
});

Deno.test("sportName() has words for Strava's sports and splits unknown names", () => {
  const names = Object.fromEntries(
    EVERY.map((locale) => [locale, messagesFor(locale).runs.sports]),
  );
  strictEqual(Object.keys(names.en).length, 57);
  for (const locale of EVERY) {
    strictEqual(new Set(Object.values(names[locale])).size, 57, `${locale} tells sports apart`);
  }
  const cases: [Locale, string, string][] = [
    ["en", "TrailRun", "Trail run"],
    ["fr", "WeightTraining", "Musculation"],
    ["zh", "VirtualRun", "虚拟跑步"],
    ["fr", "UnderwaterHockey", "Underwater hockey"],
    ["en", "EFoil", "E foil"],
    ["en", "HIITClass", "HIIT class"],
    ["en", "Sport2Go", "Sport2 go"],
    ["en", "run", "run"],
    ["en", "constructor", "constructor"],
    ["en", "", ""],
  ];
  for (const [locale, sport, name] of cases) strictEqual(sportName(names[locale], sport), name);
});
