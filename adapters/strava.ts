import { createHash } from "node:crypto";
import { z } from "zod";
import { callStrava, formOnce } from "@/adapters/strava_http.ts";
import { stravaActivity } from "@/domain/strava/activity.ts";
import { inSlices } from "@/domain/take_turns.ts";
import {
  type ListedActivity,
  type Strava,
  StravaError,
  type Tokens,
} from "@/domain/strava/strava.ts";

interface StravaSettings {
  apiUrl: string;
  oauthUrl: string;
  clientId: string;
  clientSecret: string;
  /** A code can be refused for about two seconds after it was given (StravaPHP#96). */
  codeRetryMs?: number;
  timeoutMs?: number;
}

const PAGE_SIZE = 200;
const READ_AT_ONCE = 100;
const tokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_at: z.number(),
});
const grantAnswer = tokenAnswer.extend({
  athlete: z.object({
    id: z.union([z.number(), z.string()]).transform(String),
    firstname: z.string().nullish(),
    lastname: z.string().nullish(),
  }),
});

/** Strava over HTTPS. Own calls, because its token errors are not those of RFC 6749 and its shapes not those of its spec. */
export function openStrava(settings: StravaSettings): Strava {
  const { apiUrl, oauthUrl, clientId, clientSecret, codeRetryMs = 2_000, timeoutMs } = settings;

  async function postToken<T>(form: Record<string, string>, schema: z.ZodType<T>): Promise<T> {
    const fields = { client_id: clientId, client_secret: clientSecret, ...form };
    const { json } = await callStrava(`${oauthUrl}/token`, { ...formOnce(fields), timeoutMs });
    const parsed = schema.safeParse(json);
    if (!parsed.success) throw new StravaError("unreadable", "Strava's token answer lacks a field");
    return parsed.data;
  }

  const redeem = (code: string) =>
    postToken({ grant_type: "authorization_code", code }, grantAnswer);

  return {
    authorizeUrl: ({ state, redirectUri, scopes, force }) => {
      const query = new URLSearchParams({
        client_id: clientId,
        redirect_uri: redirectUri,
        response_type: "code",
        scope: scopes.join(","),
        approval_prompt: force ? "force" : "auto",
        state,
      });
      return `${oauthUrl}/authorize?${query}`;
    },
    exchangeCode: async (code) => {
      const grant = await redeem(code).catch(async (error) => {
        if (!(error instanceof StravaError) || error.problem !== "code_refused") throw error;
        await new Promise((resolve) => setTimeout(resolve, codeRetryMs));
        return await redeem(code);
      });
      const { id, firstname, lastname } = grant.athlete;
      const name = [firstname, lastname].filter(Boolean).join(" ") || `Athlete ${id}`;
      return { ...toTokens(grant), athlete: { id, name } };
    },
    refresh: async (refreshToken) =>
      toTokens(
        await postToken({ grant_type: "refresh_token", refresh_token: refreshToken }, tokenAnswer),
      ),
    revoke: async (token) => {
      await callStrava(`${oauthUrl}/revoke`, {
        method: "POST",
        headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
        body: new URLSearchParams({ token }),
        timeoutMs,
      });
    },
    listActivities: async (accessToken, { before, page }, signal) => {
      const query = new URLSearchParams({ per_page: String(PAGE_SIZE), page: String(page) });
      if (before !== undefined) {
        query.set("before", String(before));
        // With both, newest come first; what `before` alone does is nowhere written down.
        query.set("after", "0");
      }
      const { json, quota } = await callStrava(`${apiUrl}/athlete/activities?${query}`, {
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

function toTokens(answer: z.output<typeof tokenAnswer>): Tokens {
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token,
    accessExpiresAt: answer.expires_at * 1000,
  };
}
