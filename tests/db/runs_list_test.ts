import assert from "node:assert/strict";
import { sql } from "drizzle-orm";
import { type RunFilter, selectStretch } from "@/db/runs_list.ts";
import { withDatabases } from "@/tests/support/database.ts";

const FILTERS: Partial<RunFilter>[] = [
  {},
  { minMeters: 5_000 },
  { maxMeters: 10_000 },
  { from: "2025-01-01" },
  { to: "2025-12-31" },
  { from: "2025-01-01", to: "2025-12-31", minMeters: 5_000, text: "river" },
];

withDatabases(
  "a list by date walks down its index and sorts nothing, however it is filtered",
  async ({ db }) => {
    for (const sport of ["runs", "all", "TrailRun"]) {
      for (const filter of FILTERS) {
        const rows = selectStretch("nobody", { sport, ...filter }, { sort: "newest", limit: 51 });
        const plan = await db.all<{ detail: string }>(sql`explain query plan ${rows}`);
        const said = plan.map(({ detail }) => detail).join("; ");
        assert.match(
          said,
          /USING INDEX runs_(all_by_date|by_date|by_sport)/,
          JSON.stringify(filter),
        );
        assert.doesNotMatch(said, /TEMP B-TREE/, JSON.stringify(filter));
      }
    }
  },
);
