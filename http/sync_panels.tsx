import type { Context } from "hono";
import { SyncFacts } from "@/components/SyncFacts.tsx";
import { SyncFailures, type SyncFailuresProps } from "@/components/SyncFailures.tsx";
import { SyncWaiting } from "@/components/SyncWaiting.tsx";
import { ACTIVE_STATES } from "@/db/imports.ts";
import type { StravaLink } from "@/db/strava_accounts.ts";
import type { SyncState } from "@/domain/strava/sync_state.ts";
import type { AppEnv } from "@/http/env.ts";
import { formatFor } from "@/locales/format.ts";

const DAY_MS = 86_400_000;

/** How things stand, what waits and what failed, in the runner's words. */
export function syncPanels(c: Context<AppEnv>, link: StravaLink, state: SyncState) {
  const { deps, runner: { units, timeZone }, locale, t: { sync: t, strava } } = c.var;
  const format = formatFor(locale, units);
  const { quota } = state;
  const shared = { format, timeZone, isResting: link.status === "reconnect" };
  const maxAgeDays = deps.maxAgeMs === null ? null : deps.maxAgeMs / DAY_MS;
  // Its progress says what is left too.
  const isImporting = state.reading?.kind === "history" &&
    ACTIVE_STATES.includes(state.reading.state);
  const left = (limit: number, used: number) => format.number(Math.max(0, limit - used));
  return (
    <>
      <SyncFacts
        {...shared}
        link={link}
        state={state}
        quotaLeft={quota && !isImporting
          ? strava.quotaValue(
            left(quota.shortLimit, quota.shortUsed),
            left(quota.dailyLimit, quota.dailyUsed),
          )
          : undefined}
        maxAgeDays={maxAgeDays}
        t={t}
      />
      <SyncWaiting
        {...shared}
        rests={quota?.rests}
        reading={state.reading}
        waiting={state.waiting}
        maxAgeDays={maxAgeDays}
        t={t.waiting}
        now={deps.now()}
      />
      <SyncFailures {...shared} failed={failuresOf(c, state)} t={t.failed} />
    </>
  );
}

function failuresOf(c: Context<AppEnv>, { failed }: SyncState): SyncFailuresProps["failed"] {
  const { sync: { failed: t }, runs } = c.var.t;
  return {
    activities: failed.activities.map(({ externalId, reason }) => ({
      title: t.activity(externalId),
      problem: reason,
    })),
    details: failed.parked.map(({ runId, title, problem }) => ({
      title: title || runs.untitled,
      href: `/runs/${runId}`,
      problem,
    })),
    looks: failed.buried.map(({ payload, problem }) => {
      const id = (payload as { externalId?: string }).externalId;
      return { title: id ? t.activity(id) : t.other, problem };
    }),
  };
}

/** What becomes of a runner's data while the connection is broken. */
export function fateOf(c: Context<AppEnv>, { freshness }: SyncState): string {
  const { runner: { units, timeZone }, locale, t: { sync: { reconnect: t } } } = c.var;
  const { firstExpiresAt, lastExpiresAt } = freshness ?? {};
  if (!firstExpiresAt || !lastExpiresAt) return t.kept;
  const format = formatFor(locale, units);
  return t.expires(
    format.dateTime(firstExpiresAt, timeZone),
    format.dateTime(lastExpiresAt, timeZone),
  );
}
