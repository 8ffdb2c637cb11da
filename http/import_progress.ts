import type { Context } from "hono";
import type { Progress } from "@/components/import_progress.ts";
import { ACTIVE_STATES, getLatestImport, type Import } from "@/db/imports.ts";
import { getLeaseUntil } from "@/db/leases.ts";
import { getStravaQuota, type SeenQuota } from "@/db/strava_quota.ts";
import { IMPORT_JOB } from "@/domain/strava/begin_import.ts";
import { quotaLeft } from "@/domain/strava/quota.ts";
import { localDate } from "@/domain/training/weeks.ts";
import type { AppEnv, Deps } from "@/http/env.ts";
import { formatFor } from "@/locales/format.ts";
import { pluralForm } from "@/locales/plural.ts";

const MINUTE_MS = 60_000;

export async function readProgress(
  c: Context<AppEnv>,
): Promise<{ latest?: Import; progress?: Progress }> {
  const { deps, runner, t } = c.var;
  const latest = await getLatestImport(deps.db, runner.id);
  if (!latest) return {};
  const progress = describe(c, latest, await getStravaQuota(deps.db));
  if (latest.state !== "waiting" && latest.state !== "running") return { latest, progress };
  const resumesIn = resumesInMs(deps, await getLeaseUntil(deps.db, runner.id, IMPORT_JOB));
  if (resumesIn === undefined) return { latest, progress };
  const minutes = Math.max(1, Math.ceil(resumesIn / MINUTE_MS));
  return { latest, progress: { ...progress, message: t.strava.states.interrupted(minutes) } };
}

/**
 * How long the job of a worker that fell silent is still kept from others. A lease that was last extended before this
 * process began is its predecessor's; where another process works, its next page takes a new one in a moment.
 */
function resumesInMs(
  { now, startedAt, leaseMs }: Deps,
  leaseUntil: number | undefined,
): number | undefined {
  if (leaseUntil === undefined) return undefined;
  const heardAt = leaseUntil - leaseMs;
  // Whoever is alive extends its lease when a third of it has passed.
  const isSilent = heardAt < startedAt || now() - heardAt > leaseMs / 2;
  return isSilent ? leaseUntil - now() : undefined;
}

function describe(
  c: Context<AppEnv>,
  latest: Import,
  quota: SeenQuota | undefined,
): Progress {
  const { deps, runner, locale, t } = c.var;
  const format = formatFor(locale, runner.units);
  const active = ACTIVE_STATES.includes(latest.state);
  const left = active && quota ? quotaLeft(quota, deps.now()) : undefined;
  return {
    active,
    message: messageOf(c, latest),
    read: format.number(latest.seen),
    unit: pluralForm(locale, latest.seen, t.strava.activities),
    oldest: latest.oldestDate ? format.date(latest.oldestDate, "long") : undefined,
    quota: left && t.strava.quotaValue(format.number(left.short), format.number(left.daily)),
  };
}

function messageOf(c: Context<AppEnv>, latest: Import): string {
  const { states } = c.var.t.strava;
  const { state, problem, failed } = latest;
  if (state === "paused") {
    const time = resumeTime(c, latest);
    return problem === "inactive" ? states.inactive(time) : states.quota(time);
  }
  if (state === "failed") {
    return problem === "reconnect" ? states.reconnect : states.strava_unavailable;
  }
  return state === "done" && failed > 0 ? states.doneWithout(failed) : states[state];
}

/** With its date, when that is not today's. */
function resumeTime(c: Context<AppEnv>, { resumesAt }: Import): string {
  const { deps, runner: { units, timeZone }, locale } = c.var;
  const now = deps.now();
  const at = resumesAt ?? now;
  const isToday = localDate(at, timeZone) === localDate(now, timeZone);
  const format = formatFor(locale, units);
  return isToday ? format.time(at, timeZone) : format.dateTime(at, timeZone);
}
