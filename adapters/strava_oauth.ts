import { z } from "zod";
import { callStrava, formOnce } from "@/adapters/strava_http.ts";
import { type Strava, StravaError, type Tokens } from "@/domain/strava/strava.ts";

export interface StravaSettings {
  apiUrl: string;
  oauthUrl: string;
  clientId: string;
  clientSecret: string;
  /** A code can be refused for about two seconds after it was given (StravaPHP#96). */
  codeRetryMs?: number;
  timeoutMs?: number;
}

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

/** Strava's consent page and tokens. Own calls, because its token errors are not those of RFC 6749. */
export function openStravaOauth(
  settings: StravaSettings,
): Pick<Strava, "authorizeUrl" | "exchangeCode" | "refresh" | "revoke"> {
  return {
    authorizeUrl: (ask) => authorizeUrl(settings, ask),
    exchangeCode: async (code) => {
      const { athlete: { id, firstname, lastname }, ...tokens } = await redeem(settings, code);
      const name = [firstname, lastname].filter(Boolean).join(" ") || `Athlete ${id}`;
      return { ...toTokens(tokens), athlete: { id, name } };
    },
    refresh: async (refreshToken) => {
      const form = { grant_type: "refresh_token", refresh_token: refreshToken };
      return toTokens(await postToken(settings, form, tokenAnswer));
    },
    revoke: async (token) => {
      const { oauthUrl, clientId, clientSecret, timeoutMs } = settings;
      await callStrava(`${oauthUrl}/revoke`, {
        method: "POST",
        headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
        body: new URLSearchParams({ token }),
        timeoutMs,
      });
    },
  };
}

function authorizeUrl(
  { oauthUrl, clientId }: StravaSettings,
  { state, redirectUri, scopes, force }: Parameters<Strava["authorizeUrl"]>[0],
): string {
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: "code",
    scope: scopes.join(","),
    approval_prompt: force ? "force" : "auto",
    state,
  });
  return `${oauthUrl}/authorize?${query}`;
}

/** A code can be refused for a moment after it was given, so a refusal counts the second time. */
async function redeem(settings: StravaSettings, code: string) {
  const form = { grant_type: "authorization_code", code };
  try {
    return await postToken(settings, form, grantAnswer);
  } catch (error) {
    if (!(error instanceof StravaError) || error.problem !== "code_refused") throw error;
    await new Promise((resolve) => setTimeout(resolve, settings.codeRetryMs ?? 2_000));
    return await postToken(settings, form, grantAnswer);
  }
}

async function postToken<T>(
  { oauthUrl, clientId, clientSecret, timeoutMs }: StravaSettings,
  form: Record<string, string>,
  schema: z.ZodType<T>,
): Promise<T> {
  const fields = { client_id: clientId, client_secret: clientSecret, ...form };
  const { json } = await callStrava(`${oauthUrl}/token`, { ...formOnce(fields), timeoutMs });
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new StravaError("unreadable", "Strava's token answer lacks a field");
  return parsed.data;
}

function toTokens(answer: z.output<typeof tokenAnswer>): Tokens {
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token,
    accessExpiresAt: answer.expires_at * 1000,
  };
}
