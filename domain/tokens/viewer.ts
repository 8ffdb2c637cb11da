import type { Run } from "@/db/runs.ts";
import type { Principal } from "@/domain/tokens/principal.ts";

type Source = Run["source"];

/** Whose runs, and those of which sources: every reading of runs for the API takes one. */
export interface Viewer {
  userId: string;
  sources: readonly Source[];
}

const OWN: readonly Source[] = ["file", "archive", "manual"];
const ALL: readonly Source[] = [...OWN, "strava"];

/**
 * What a caller may see of a runner. The one place that keeps Strava's terms: what came from Strava goes to the runner
 * it belongs to, through their own token or a part of Runnerly itself, and to no other application.
 */
export function viewerOf(principal: Principal, userId: string): Viewer {
  return { userId, sources: sourcesOf(principal.kind === "personal" ? null : principal) };
}

/** The same for what stands for a client while nobody calls; null for the runner's own scripts. */
export function sourcesOf(client: { firstParty: boolean } | null): readonly Source[] {
  return client === null || client.firstParty ? ALL : OWN;
}

export function seesStrava({ sources }: Viewer): boolean {
  return sources.includes("strava");
}
