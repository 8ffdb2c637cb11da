import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client.ts";
import { listFingerprints, listRunIds, type Run, upsertRuns } from "@/db/runs.ts";
import { bumpVersion, getUser } from "@/db/users.ts";
import { canonicalTimeZone } from "@/domain/accounts/profile.ts";
import { type OwnRun, toRow } from "@/domain/runs/own.ts";
import { findPairs } from "@/domain/runs/pairs.ts";
import { readWords, withWords } from "@/domain/runs/words.ts";
import { oweDeliveries } from "@/domain/webhooks/owe.ts";
import { hashSecret } from "@/domain/tokens/secrets.ts";

/** A run that a service has of a runner, and what it calls it. */
export interface GivenRun {
  userId: string;
  source: "file" | "archive";
  externalId: string;
  /** The runner's own zone unless named. */
  timeZone?: string;
  facts: Omit<OwnRun, "notes" | "timeZone">;
}

/** What became of one of them; `removed` says that the runner does not want it. */
export type Ingested =
  | { status: "created" | "updated" | "unchanged"; runId: string }
  | { status: "removed" | "unknown_user" | "unknown_time_zone" | "repeated" };

/** Stores what a service has: each run once, whatever is sent twice. Answers in the order they were given. */
export async function ingestRuns(tx: Tx, given: GivenRun[], now: number): Promise<Ingested[]> {
  const results = new Array<Ingested>(given.length);
  const groups = Map.groupBy(
    given.keys(),
    (i) => `${given[i].userId} ${given[i].source}`,
  );
  for (const indexes of groups.values()) {
    const stored = await ingestFor(tx, indexes.map((i) => given[i]), now);
    indexes.forEach((at, i) => results[at] = stored[i]);
  }
  return results;
}

/** Of one runner and source. */
async function ingestFor(tx: Tx, given: GivenRun[], now: number): Promise<Ingested[]> {
  const [{ userId, source }] = given;
  const user = await getUser(tx, userId);
  if (!user) return given.map(() => ({ status: "unknown_user" }));
  const ids = given.map(({ externalId }) => externalId);
  const words = await readWords(tx, userId, source, ids);
  const known = await listFingerprints(tx, userId, source, ids);
  const seen = new Set<string>();
  const plans = given.map((run): Planned => {
    const { externalId } = run;
    const timeZone = canonicalTimeZone(run.timeZone ?? user.timeZone);
    if (timeZone === undefined) return { status: "unknown_time_zone" };
    if (seen.has(externalId)) return { status: "repeated" };
    seen.add(externalId);
    if ((words.get(externalId)?.removedAt ?? null) !== null) return { status: "removed" };
    const fingerprint = hashSecret(JSON.stringify([run.facts, timeZone]));
    if (known.get(externalId) === fingerprint) return { status: "unchanged", externalId };
    const facts = withWords({ ...run.facts, timeZone }, words.get(externalId));
    const named = { id: uuidv7(), userId, source, externalId, typedIn: false };
    const row = { ...toRow(facts, named, now), fingerprint };
    return { status: known.has(externalId) ? "updated" : "created", externalId, row };
  });
  return await store(tx, { userId, source }, plans, now);
}

type Planned =
  | { status: "created" | "updated"; externalId: string; row: ReturnType<typeof toRow> }
  | { status: "unchanged"; externalId: string }
  | { status: "removed" | "unknown_time_zone" | "repeated" };

async function store(
  tx: Tx,
  { userId, source }: { userId: string; source: Run["source"] },
  plans: Planned[],
  now: number,
): Promise<Ingested[]> {
  const changed = plans.flatMap((plan) => "row" in plan ? [plan] : []);
  await upsertRuns(tx, changed.map(({ row }) => row));
  const looked = changed.map(({ externalId }) => externalId);
  const edited = changed.filter(({ status }) => status === "updated")
    .map(({ externalId }) => externalId);
  if (changed.length > 0) {
    await findPairs(tx, userId, { source, looked, edited }, now);
    await bumpVersion(tx, userId);
  }
  const named = plans.flatMap((plan) => "externalId" in plan ? [plan.externalId] : []);
  const ids = await listRunIds(tx, userId, source, named);
  await oweDeliveries(
    tx,
    { userId, source, now },
    () =>
      changed.map(({ status, externalId }) => ({
        type: `run.${status}` as const,
        runId: ids.get(externalId) ?? "",
      })),
  );
  return plans.map((plan): Ingested =>
    "externalId" in plan
      ? { status: plan.status, runId: ids.get(plan.externalId) ?? "" }
      : { status: plan.status }
  );
}
