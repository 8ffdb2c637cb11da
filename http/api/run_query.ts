import { z } from "@hono/zod-openapi";
import type { RunCursor, RunFilter } from "@/db/runs_list.ts";
import { ProblemError } from "@/http/api/problem.ts";
import { readCursor } from "@/http/run_filters.ts";

const meters = z.coerce.number().min(0).max(1e7)
  .openapi({ type: "number", minimum: 0, maximum: 1e7 });

/** The filters of runs, for lists and sums alike. */
export const runFilters = {
  sport: z.string().regex(/^\w{1,40}$/).default("runs").openapi({
    description: "runs for whatever counts as running, all, or a sport by its Strava name.",
  }),
  from: z.iso.date().optional().openapi({ description: "The first local date." }),
  to: z.iso.date().optional().openapi({ description: "The last local date." }),
  // A NUL would end the pattern before it began, and let everything through.
  q: z.string().trim().max(100).refine(
    (text) => !/\p{Cc}/u.test(text),
    "Leave out control characters.",
  )
    .optional().openapi({ description: "Part of the title." }),
  minDistanceMeters: meters.optional(),
  maxDistanceMeters: meters.optional(),
};

export function toFilter(
  query: z.output<z.ZodObject<typeof runFilters>>,
): RunFilter {
  if (query.from && query.to && query.from > query.to) throw badParameter("to", "Not before from.");
  const { minDistanceMeters: min, maxDistanceMeters: max } = query;
  if (min !== undefined && max !== undefined && min > max) {
    throw badParameter("maxDistanceMeters", "Not below minDistanceMeters.");
  }
  return {
    sport: query.sport,
    from: query.from,
    to: query.to,
    text: query.q || undefined,
    // Nothing is shorter than that: no condition.
    minMeters: min || undefined,
    maxMeters: max,
  };
}

/** A place in a list of runs; a cursor that is none of ours is refused, or a client would page in circles. */
export function placeOf(cursor: string | undefined): RunCursor | undefined {
  const place = readCursor(cursor);
  if (cursor !== undefined && !place) throw badCursor();
  return place;
}

export function badCursor(): ProblemError {
  return badParameter("cursor", "Take the cursor from next of the page before.");
}

function badParameter(pointer: string, detail: string): ProblemError {
  return new ProblemError("invalid", { detail, errors: [{ pointer, detail }] });
}
