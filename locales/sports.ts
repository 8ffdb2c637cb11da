import type { Messages } from "./mod.ts";

/** Strava adds sports without notice: a name that has no words yet is split into its own. */
export function sportName(t: Messages["runs"]["sports"], sport: string): string {
  const known = Object.entries(t).find(([name]) => name === sport);
  return known ? known[1] : splitWords(sport);
}

/** `UnderwaterHockey` reads `Underwater hockey`; capitals in a row stay together. */
function splitWords(name: string): string {
  return name
    .replace(/(?<=[\p{Ll}\d])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, " ")
    .replace(/ \p{Lu}(?=\p{Ll})/gu, (start) => start.toLowerCase());
}
