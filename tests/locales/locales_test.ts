import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { formatFor } from "@/locales/format.ts";
import {
  chooseLocale,
  LANGUAGES,
  languageTag,
  type Locale,
  type Messages,
  messagesFor,
} from "@/locales/mod.ts";
import { plural } from "@/locales/plural.ts";
import { sportName } from "@/locales/sports.ts";

const TRANSLATIONS: Locale[] = ["fr", "zh"];
const EVERY: Locale[] = ["en", ...TRANSLATIONS];
/** What reads the same in another language: names, and words that French shares with English. */
const SAME_EVERYWHERE = ["Strava", "CrossFit"];
const SAME: Record<string, string[]> = {
  fr: [
    ...SAME_EVERYWHERE,
    ...["Distance", "Sport", "Source", "Cadence", "VO₂max", "Cookies", "Import"],
    ...["Badminton", "Cricket", "Golf", "Padel", "Pickleball", "Pilates"],
    ...["Racquetball", "Squash", "Tennis", "Yoga"],
  ],
  zh: SAME_EVERYWHERE,
};

type Word = string | null | ((...args: (string | number)[]) => string);

/** Every word of a catalogue by its dotted path; a function keeps its arguments. */
function words(locale: Locale): Map<string, Word> {
  const found = new Map<string, Word>();
  const visit = (node: unknown, path: string) => {
    if (typeof node === "object" && node !== null) {
      Object.entries(node).forEach(([key, value]) => visit(value, `${path}.${key}`));
    } else found.set(path.slice(1), node as Word);
  };
  visit(messagesFor(locale) satisfies Messages, "");
  return found;
}

/** What a function says to marks that no catalogue has; counts are asked for by number. */
function say(word: (...args: (string | number)[]) => string, path: string): string {
  const args = Array.from({ length: word.length }, (_, i) => isCount(path) ? 9101 + i : mark(i));
  return word(...args);
}

function isCount(path: string): boolean {
  return /\.(runs|found|foundActivities|summary|quotaValue|range)$/.test(path);
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
  for (const [path, text] of texts("fr")) {
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
  strictEqual(Object.keys(names.en).length, 56);
  for (const locale of EVERY) {
    strictEqual(new Set(Object.values(names[locale])).size, 56, `${locale} tells sports apart`);
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

Deno.test("chooseLocale() takes the reader's first language that there is", () => {
  const cases: [string | undefined, Locale][] = [
    ["fr", "fr"],
    ["fr-CA,fr;q=0.9,en;q=0.8", "fr"],
    ["zh-CN,zh;q=0.9,en;q=0.8", "zh"],
    ["zh-Hant-TW", "zh"],
    ["FR-ch", "fr"],
    ["en-GB,fr;q=0.9", "en"],
    ["de-DE,de;q=0.9,fr;q=0.5,en;q=0.3", "fr"],
    ["en;q=0.4, zh;q=0.8", "zh"],
    ["en;Q=0.4, fr;Q=0.8", "fr"],
    ["fr;q=0, en;q=0.1", "en"],
    ["fr;q=0", "en"],
    ["fr;q=many, zh;q=0.1", "fr"],
    ["fr;q=1.1.1, zh;q=0.1", "zh"],
    ["de, it;q=0.5", "en"],
    ["*", "en"],
    ["", "en"],
    [undefined, "en"],
    [",;,q=1;;-", "en"],
    ["constructor, fr", "fr"],
    ["__proto__", "en"],
    ["<script>", "en"],
  ];
  for (const [header, locale] of cases) strictEqual(chooseLocale(header), locale, String(header));
});

Deno.test("plural() groups the number and takes the language's form", () => {
  const said = (locale: Locale, n: number) => spaced(messagesFor(locale).dashboard.runs(n));
  const cases: [Locale, number, string][] = [
    ["en", 0, "0 runs"],
    ["en", 1, "1 run"],
    ["en", 1234, "1,234 runs"],
    ["fr", 0, "0 sortie"],
    ["fr", 1, "1 sortie"],
    ["fr", 2, "2 sorties"],
    ["fr", 1234, "1 234 sorties"],
    ["fr", 1_000_000, "1 000 000 sorties"],
    ["zh", 0, "0次跑步"],
    ["zh", 1, "1次跑步"],
    ["zh", 1234, "1,234次跑步"],
  ];
  for (const [locale, n, text] of cases) strictEqual(said(locale, n), text);
  strictEqual(plural("en", 2, { other: "laps" }), "2 laps");
});

Deno.test("formatFor() writes distances, paces and dates as the language does", () => {
  const noon = Date.UTC(2026, 4, 17, 12, 15);
  const said = (locale: Locale) => {
    const format = formatFor(locale, "km");
    return [
      format.distanceText(1_234_560),
      format.distance(21_097.5).value,
      `${format.pace(10_000, 3067).value}${format.pace(10_000, 3067).unit}`,
      format.climb(1850).value,
      format.date("2026-05-17", "long"),
      format.date("2026-05-17"),
      format.date("2026-05-11", "short"),
      format.time(noon, "Europe/Paris"),
    ].map(spaced);
  };
  deepStrictEqual(EVERY.map(said), [
    [
      ...["1,234.6 km", "21.10", "5:07/km", "1,850"],
      ...["May 17, 2026", "Sun, May 17, 2026", "May 11", "2:15 PM"],
    ],
    [
      ...["1 234,6 km", "21,10", "5:07/km", "1 850"],
      ...["17 mai 2026", "dim. 17 mai 2026", "11 mai", "14:15"],
    ],
    [
      ...["1,234.6 km", "21.10", "5:07/km", "1,850"],
      ...["2026年5月17日", "2026年5月17日周日", "5月11日", "14:15"],
    ],
  ]);
});

Deno.test("the week of the dashboard reads as a sentence in every language", () => {
  const said = (locale: Locale) => {
    const { dashboard: t } = messagesFor(locale);
    const format = formatFor(locale, "mi");
    const [total, mean, best] = [200_000, 16_667, 40_000].map((m) => format.distanceText(m));
    return spaced(
      `${t.weekOf} ${format.date("2026-05-11", "short")} ${t.weeksSummary(total, mean, best)}`,
    );
  };
  const [en, fr, zh] = EVERY.map(said);
  match(en, /^Week of May 11 124\.3 mi .+ 10\.4 mi .+ 24\.9 mi/);
  match(fr, /^Semaine du 11 mai 124,3 mi .+ 10,4 mi .+ 24,9 mi/);
  match(zh, /^周起始日 5月11日 .+124\.3 mi.+10\.4 mi.+24\.9 mi/);
});

Deno.test("every language names itself and has a tag that Intl knows", () => {
  deepStrictEqual(Object.keys(LANGUAGES).sort(), [...EVERY].sort());
  for (const locale of EVERY) {
    strictEqual(new Intl.DateTimeFormat(languageTag(locale)).resolvedOptions().locale, tag(locale));
  }
});

function tag(locale: Locale): string {
  return locale === "zh" ? "zh-Hans" : locale;
}

/** Intl's own spaces differ between its versions. */
function spaced(text: string): string {
  return text.replaceAll(/[\u00a0\u202f]/g, " ");
}
