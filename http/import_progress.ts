import type { Context } from "hono";
import {
  ACTIVE_STATES,
  getLatestImport,
  getStravaQuota,
  type Import,
  type StravaQuotaRow,
} from "@/db/imports.ts";
import { quotaLeft } from "@/domain/strava/quota.ts";
import type { AppEnv } from "@/http/env.ts";
import { formatFor } from "@/locales/format.ts";

/** What the progress panel shows, in the runner's words: the page renders it, the island asks for it anew. */
export interface ImportProgress {
  active: boolean;
  message: string;
  read: string;
  /** What the number counts, in the form that goes with it. */
  unit: string;
  oldest?: string;
  quota?: string;
}

export async function readProgress(
  c: Context<AppEnv>,
): Promise<{ latest?: Import; progress?: ImportProgress }> {
  const { deps, runner } = c.var;
  const latest = await getLatestImport(deps.db, runner.id);
  if (!latest) return {};
  return { latest, progress: describe(c, latest, await getStravaQuota(deps.db)) };
}

function describe(
  c: Context<AppEnv>,
  latest: Import,
  quota: StravaQuotaRow | undefined,
): ImportProgress {
  const { deps, runner, locale, t } = c.var;
  const format = formatFor(locale, runner.units);
  const left = quota && quotaLeft(quota, deps.now());
  return {
    active: ACTIVE_STATES.includes(latest.state),
    message: messageOf(c, latest),
    read: format.number(latest.seen),
    unit: t.strava.activities(latest.seen),
    oldest: latest.oldestDate ? format.date(latest.oldestDate, "long") : undefined,
    quota: left && t.strava.quotaValue(format.number(left.short), format.number(left.daily)),
  };
}

function messageOf(c: Context<AppEnv>, { state, problem, resumesAt }: Import): string {
  const { runner, locale, t: { strava: { states } } } = c.var;
  if (state === "paused") {
    const time = formatFor(locale, runner.units).time(resumesAt ?? 0, runner.timeZone);
    return problem === "inactive" ? states.inactive(time) : states.quota(time);
  }
  if (state === "failed") {
    return problem === "reconnect" ? states.reconnect : states.strava_unavailable;
  }
  return states[state];
}
