import { z } from "@hono/zod-openapi";
import type { Import } from "@/db/imports.ts";
import { toInstant } from "@/http/api/run.ts";

const moment = z.iso.datetime().nullable();

/** One reading of a source's list and its receipt. */
export const importReceipt = z.object({
  id: z.uuid(),
  source: z.enum(["strava"]),
  kind: z.enum(["history", "recent", "sweep"]).openapi({
    description: "history: asked for by the runner. recent and sweep: to find what changed unseen.",
  }),
  state: z.enum(["waiting", "running", "paused", "done", "failed"]),
  pages: z.int(),
  seen: z.int().openapi({ description: "added + updated + unchanged + filtered + failed." }),
  added: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  filtered: z.int(),
  failed: z.int(),
  problem: z.string().nullable(),
  createdAt: z.iso.datetime(),
  resumesAt: moment,
  finishedAt: moment,
}).openapi("Import");

export const fullImport = importReceipt.extend({
  failures: z.array(z.object({ sourceId: z.string(), reason: z.string() })).openapi({
    description: "What could not be read, at most 100.",
  }),
}).openapi("FullImport");

export function toImport(row: Import): z.output<typeof importReceipt> {
  const { id, source, kind, state, pages, seen, added, updated, unchanged, filtered, failed } = row;
  const at = (instant: number | null) => instant === null ? null : toInstant(instant);
  return {
    ...{ id, source, kind, state, pages, seen, added, updated, unchanged, filtered, failed },
    problem: row.problem,
    createdAt: toInstant(row.createdAt),
    resumesAt: at(row.resumesAt),
    finishedAt: at(row.finishedAt),
  };
}
