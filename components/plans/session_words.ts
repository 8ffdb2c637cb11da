import type { PaceRange } from "@/domain/training/paces.ts";
import { formatDuration, METERS_PER } from "@/domain/training/units.ts";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

/** "4:33–4:42 /km", the faster first, in the reader's units; undefined where no pace is known. */
export function paceText(
  slow: PaceRange[0] | null,
  fast: PaceRange[1] | null,
  { units }: Format,
): string | undefined {
  if (slow === null || fast === null) return undefined;
  const each = METERS_PER[units] / 1000;
  return `${formatDuration(fast * each)}–${formatDuration(slow * each)}\u00a0/${units}`;
}

/** How much of a session is fast; undefined where all or nothing of it is. */
export function fastText(
  { meters, fastMeters }: { meters: number; fastMeters: number },
  { t, format }: { t: Messages["plans"]; format: Format },
): string | undefined {
  const isPart = fastMeters > 0 && fastMeters < meters;
  return isPart ? t.made.fast(format.distanceText(fastMeters)) : undefined;
}

/** What a session is set in: "45 min" or "8 km". */
export function durationOrDistance(
  { meters, seconds }: { meters: number; seconds: number | null },
  format: Format,
): string {
  return seconds === null ? format.distanceText(meters) : format.length(seconds);
}
