import { createHash } from "node:crypto";
import { z } from "zod";
import { callStrava } from "@/adapters/strava_http.ts";
import { openStravaOauth, type StravaSettings } from "@/adapters/strava_oauth.ts";
import { stravaActivity } from "@/domain/strava/activity.ts";
import { inSlices } from "@/domain/take_turns.ts";
import { type ListedActivity, type Strava, StravaError } from "@/domain/strava/strava.ts";

const PAGE_SIZE = 200;
const READ_AT_ONCE = 100;

/** Strava over HTTPS. Own calls, because its shapes are not those of its own description. */
export function openStrava(settings: StravaSettings): Strava {
  const { apiUrl, timeoutMs } = settings;
  return {
    ...openStravaOauth(settings),
    listActivities: async (accessToken, at, signal) => {
      const { json, quota } = await callStrava(`${apiUrl}/athlete/activities?${listQuery(at)}`, {
        headers: { authorization: `Bearer ${accessToken}` },
        signal,
        timeoutMs,
      });
      if (!Array.isArray(json)) {
        throw new StravaError("unreadable", "Strava's list is not a list", quota);
      }
      const activities: ListedActivity[] = [];
      await inSlices(json, READ_AT_ONCE, (slice) => {
        for (const raw of slice) activities.push(readActivity(raw));
      });
      return { activities, quota };
    },
  };
}

function listQuery({ before, page }: { before?: number; page: number }): URLSearchParams {
  const query = new URLSearchParams({ per_page: String(PAGE_SIZE), page: String(page) });
  if (before !== undefined) {
    query.set("before", String(before));
    // With both, newest come first; what `before` alone does is nowhere written down.
    query.set("after", "0");
  }
  return query;
}

/** Reads one item of a list; what cannot be read is named and never stops the rest. */
function readActivity(raw: unknown): ListedActivity {
  const parsed = stravaActivity.safeParse(raw);
  if (parsed.success) return { ok: true, activity: parsed.data };
  const rough = z.object({
    id: z.union([z.number(), z.string()]).transform(String).optional().catch(undefined),
    start_date: z.string().catch(""),
  }).catch({ start_date: "" }).parse(raw);
  const startedAt = Date.parse(rough.start_date);
  const [issue] = parsed.error.issues;
  return {
    ok: false,
    externalId: rough.id ?? nameless(raw),
    startedAt: Number.isNaN(startedAt) ? undefined : startedAt,
    reason: `${issue.path.join(".") || "activity"}: ${issue.message}`,
  };
}

/** A name for what came without an id, so that each is counted, and once however often it is read. */
function nameless(raw: unknown): string {
  const print = createHash("sha1").update(JSON.stringify(raw) ?? "").digest("hex").slice(0, 12);
  return `unknown ${print}`;
}
