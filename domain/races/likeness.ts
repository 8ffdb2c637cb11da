import { foldText } from "@/db/fold.ts";

interface Held {
  name: string;
  date: string;
  distanceMeters: number;
  place: string;
  country: string | null;
  url: string | null;
}

/** A date may be typed wrong by some days, a distance be rounded. */
export const DAYS_APART = 3;
const METERS_APART = 0.05;
/** Of the pairs of letters, those that both have: above this two names are mostly one. */
const SAME_NAME = 0.6;
const SAME_NAME_IN_ONE_PLACE = 0.35;

/** Whether two entries look like one race. Dates are compared by who lists them: see `DAYS_APART`. */
export function areAlike(a: Held, b: Held): boolean {
  const longer = Math.max(a.distanceMeters, b.distanceMeters);
  if (Math.abs(a.distanceMeters - b.distanceMeters) > longer * METERS_APART) return false;
  if (a.country && b.country && a.country !== b.country) return false;
  if (a.url && b.url && a.url === b.url) return true;
  const likeness = diceOf(essenceOf(a.name), essenceOf(b.name));
  const isOnePlace = foldText(a.place) === foldText(b.place);
  return likeness >= (isOnePlace ? SAME_NAME_IN_ONE_PLACE : SAME_NAME);
}

/** A name without its year, edition and signs: "34th Lyon Run 2026" is "lyon run". */
function essenceOf(name: string): string {
  return foldText(name).replace(/\d+(st|nd|rd|th|eme|er|e)?(?!\p{L})/gu, " ")
    .split(/[^\p{L}]+/u).filter(Boolean).join(" ");
}

/** Sørensen–Dice of the pairs of neighbouring letters, 0 to 1; a name of signs alone is like no other. */
function diceOf(a: string, b: string): number {
  const [pairs, others] = [pairsOf(a), pairsOf(b)];
  if (pairs.length === 0 || others.length === 0) return a === b && a !== "" ? 1 : 0;
  const left = [...others];
  const both = pairs.filter((pair) => {
    const at = left.indexOf(pair);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  return 2 * both.length / (pairs.length + others.length);
}

function pairsOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2));
}
