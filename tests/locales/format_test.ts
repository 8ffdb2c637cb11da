import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { formatFor } from "@/locales/format.ts";
import { type Locale, messagesFor } from "@/locales/mod.ts";
import { plural } from "@/locales/plural.ts";

const EVERY: Locale[] = ["en", "fr", "zh"];

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
      format.localTime("06:29:40"),
      format.localTime("18:29:40", "seconds"),
    ].map(spaced);
  };
  deepStrictEqual(EVERY.map(said), [
    [
      ...["1,234.6 km", "21.10", "5:07/km", "1,850"],
      ...["May 17, 2026", "Sun, May 17, 2026", "May 11", "2:15 PM", "6:29 AM", "6:29:40 PM"],
    ],
    [
      ...["1 234,6 km", "21,10", "5:07/km", "1 850"],
      ...["17 mai 2026", "dim. 17 mai 2026", "11 mai", "14:15", "06:29", "18:29:40"],
    ],
    [
      ...["1,234.6 km", "21.10", "5:07/km", "1,850"],
      ...["2026年5月17日", "2026年5月17日周日", "5月11日", "14:15", "06:29", "18:29:40"],
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

/** Intl's own spaces differ between its versions. */
function spaced(text: string): string {
  return text.replaceAll(/[\u00a0\u202f]/g, " ");
}
