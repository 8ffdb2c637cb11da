// Written by `deno task generate`; do not edit.
import { hydrateIslands } from "@/islands/hydrate.ts";

hydrateIslands({
  CopyButton: () => import("@/islands/CopyButton.tsx"),
  ImportProgress: () => import("@/islands/ImportProgress.tsx"),
  MoveRuns: () => import("@/islands/MoveRuns.tsx"),
  RunReading: () => import("@/islands/RunReading.tsx"),
  TimeZoneGuess: () => import("@/islands/TimeZoneGuess.tsx"),
  TimeZoneSuggestion: () => import("@/islands/TimeZoneSuggestion.tsx"),
  TryIt: () => import("@/islands/TryIt.tsx"),
});
