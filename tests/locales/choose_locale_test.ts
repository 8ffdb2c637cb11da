import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { chooseLocale, LANGUAGES, languageTag, type Locale } from "@/locales/mod.ts";

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

Deno.test("every language has a name and a tag that Intl knows", () => {
  deepStrictEqual(LANGUAGES, { en: "English", zh: "简体中文", fr: "Français" });
  for (const [locale, tag] of [["en", "en"], ["fr", "fr"], ["zh", "zh-Hans"]] as const) {
    strictEqual(languageTag(locale), tag);
    strictEqual(new Intl.DateTimeFormat(tag).resolvedOptions().locale, tag);
  }
});
