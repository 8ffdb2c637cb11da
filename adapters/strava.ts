import { createHash } from "node:crypto";
import { z } from "zod";
import { callStrava } from "@/adapters/strava_http.ts";
import { openStravaOauth, type StravaSettings } from "@/adapters/strava_oauth.ts";
import { stravaActivity } from "@/domain/strava/activity.ts";
import { inSlices } from "@/domain/take_turns.ts";
import { stravaDetails, type StravaStreams } from "@/domain/strava/details.ts";
import {
  type ListedActivity,
  type Quota,
  type ReadActivity,
  type ReadStreams,
  type Strava,
  StravaError,
} from "@/domain/strava/strava.ts";

const PAGE_SIZE = 200;
const READ_AT_ONCE = 50;
const numbers = z.object({ data: z.array(z.number()) }).optional().catch(undefined);
const places = z.object({ data: z.array(z.tuple([z.number(), z.number()])) }).optional()
  .catch(undefined);
const streamsAnswer = z.object({
  time: numbers,
  distance: numbers,
  latlng: places,
  altitude: numbers,
  velocity_smooth: numbers,
  heartrate: numbers,
  cadence: numbers,
  watts: numbers,
  temp: numbers,
});
const STREAMS_QUERY = new URLSearchParams({
  keys: Object.keys(streamsAnswer.shape).join(","),
  key_by_type: "true",
});

/** Strava over HTTPS. Own calls, because its shapes are not those of its own description. */
export function openStrava(settings: StravaSettings): Strava {
  const { apiUrl, timeoutMs } = settings;
  const read = async (path: string, accessToken: string, signal?: AbortSignal) =>
    await callStrava(`${apiUrl}${path}`, {
      headers: { authorization: `Bearer ${accessToken}` },
      signal,
      timeoutMs,
    });
  return {
    ...openStravaOauth(settings),
    getActivity: async (accessToken, id, signal) => {
      const path = `/activities/${encodeURIComponent(id)}?include_all_efforts=false`;
      const { json, quota } = await read(path, accessToken, signal);
      return { ...readWhole(json, quota), quota };
    },
    getStreams: async (accessToken, id, signal) => {
      const path = `/activities/${encodeURIComponent(id)}/streams?${STREAMS_QUERY}`;
      return await streamsOf(() => read(path, accessToken, signal));
    },
    listActivities: async (accessToken, at, signal) => {
      const { json, quota } = await read(
        `/athlete/activities?${listQuery(at)}`,
        accessToken,
        signal,
      );
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

/** An activity's own page. What names no activity is Strava's fault, not the activity's. */
function readWhole(json: unknown, quota: Quota | undefined): Omit<ReadActivity, "quota"> {
  const details = stravaDetails.safeParse(json);
  if (!details.success) {
    throw new StravaError("unreadable", "Strava's activity is not one", quota);
  }
  return { item: readActivity(json), details: details.data };
}

/** That there are none is an answer. */
async function streamsOf(read: () => ReturnType<typeof callStrava>): Promise<ReadStreams> {
  try {
    const { json, quota } = await read();
    return { streams: readStreams(json, quota), quota };
  } catch (error) {
    if (!(error instanceof StravaError) || error.problem !== "not_found") throw error;
    return { quota: error.quota };
  }
}

function readStreams(json: unknown, quota: Quota | undefined): StravaStreams | undefined {
  const answer = streamsAnswer.safeParse(json);
  if (!answer.success) {
    throw new StravaError("unreadable", "Strava's samples cannot be read", quota);
  }
  const { time, ...others } = answer.data;
  const length = time?.data.length ?? 0;
  if (!time || length === 0) return undefined;
  const whole = Object.entries(others).filter(([, stream]) => stream?.data.length === length);
  const sensors = whole.map(([sensor, stream]) => [sensor, stream?.data]);
  return { time: time.data, ...Object.fromEntries(sensors) };
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
