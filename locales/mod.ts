import { en } from "./en/mod.ts";
import { fr } from "./fr/mod.ts";
import { zh } from "./zh/mod.ts";

export type Messages = typeof en;
export type Locale = "en" | "zh" | "fr";

/** Each language by its own name. */
export const LANGUAGES: Record<Locale, string> = { en: "English", zh: "简体中文", fr: "Français" };
const CATALOGUES: Record<Locale, Messages> = { en, zh, fr };

export function messagesFor(locale: Locale): Messages {
  return CATALOGUES[locale];
}

/** The best of our languages for an Accept-Language header. */
export function chooseLocale(acceptLanguage: string | undefined): Locale {
  const wanted = (acceptLanguage ?? "").split(",").map((part) => {
    const [tag, ...parameters] = part.trim().split(";");
    const q = parameters.map((p) => p.trim().match(/^q=([\d.]+)$/i)?.[1]).find(Boolean);
    return { language: tag.toLowerCase().split("-")[0], q: Number(q ?? 1) };
  }).filter(({ q }) => q > 0).sort((a, b) => b.q - a.q);
  return wanted.map(({ language }) => language).find(isLocale) ?? "en";
}

/** For `<html lang>` and Intl. */
export function languageTag(locale: Locale): string {
  return locale === "zh" ? "zh-Hans" : locale;
}

function isLocale(text: string): text is Locale {
  return Object.hasOwn(LANGUAGES, text);
}
