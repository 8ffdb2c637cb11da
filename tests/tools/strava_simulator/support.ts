import { z } from "zod";
import {
  demoAthleteId,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "@/tools/strava_simulator/mod.ts";

/** A Saturday noon, half a minute into a quarter hour; it stands still unless a test moves it. */
export const noonMs = Date.parse("2026-11-21T12:00:30Z");

export const allScopes = ["read", "activity:read_all", "profile:read_all"];
export const callbackUrl = "http://localhost:9/callback";

/** A simulator for the length of one test, with a clock that stands still. */
export async function withSimulator(
  options: SimulatorOptions,
  test: (simulator: Simulator) => Promise<void>,
): Promise<void> {
  const simulator = await startSimulator({ now: () => noonMs, ...options });
  try {
    await test(simulator);
  } finally {
    await simulator.stop();
  }
}

export function authorizeUrl(simulator: Simulator, change: Record<string, string> = {}): string {
  const params = new URLSearchParams({
    client_id: simulator.clientId,
    redirect_uri: callbackUrl,
    response_type: "code",
    scope: allScopes.join(","),
    state: "state-1",
    ...change,
  });
  return `${simulator.oauthUrl}/authorize?${params}`;
}

/** Presses a button of the consent page; answers where the browser is sent. */
export async function pressButton(
  simulator: Simulator,
  choice: {
    decision?: string;
    athleteId?: number;
    asked?: readonly string[];
    ticked?: readonly string[];
  } = {},
): Promise<Response> {
  const asked = choice.asked ?? allScopes;
  const form = new URLSearchParams({
    client_id: simulator.clientId,
    redirect_uri: callbackUrl,
    response_type: "code",
    scope: asked.join(","),
    state: "state-1",
    athlete_id: String(choice.athleteId ?? demoAthleteId),
    decision: choice.decision ?? "authorize",
  });
  for (const scope of choice.ticked ?? asked) form.append("granted", scope);
  return await fetch(`${simulator.oauthUrl}/authorize`, {
    method: "POST",
    body: form,
    redirect: "manual",
  });
}

export function locationOf(answer: Response): URL {
  return new URL(answer.headers.get("location") ?? "about:blank");
}

export async function obtainCode(
  simulator: Simulator,
  choice: Parameters<typeof pressButton>[1] = {},
): Promise<string> {
  const answer = await pressButton(simulator, choice);
  await answer.body?.cancel();
  return locationOf(answer).searchParams.get("code") ?? "";
}

export async function postToken(
  simulator: Simulator,
  fields: Record<string, string>,
): Promise<Response> {
  return await fetch(`${simulator.oauthUrl}/token`, {
    method: "POST",
    body: new URLSearchParams({
      client_id: simulator.clientId,
      client_secret: simulator.clientSecret,
      ...fields,
    }),
  });
}

export const tokenSchema = z.object({
  token_type: z.literal("Bearer"),
  access_token: z.string().regex(/^[0-9a-f]{40}$/),
  refresh_token: z.string().regex(/^[0-9a-f]{40}$/),
  expires_at: z.int(),
  expires_in: z.int(),
});

export type Tokens = z.infer<typeof tokenSchema>;

/** The whole consent flow over HTTP. */
export async function connect(
  simulator: Simulator,
  choice: { athleteId?: number; scopes?: readonly string[] } = {},
): Promise<Tokens> {
  const code = await obtainCode(simulator, {
    athleteId: choice.athleteId,
    asked: choice.scopes ?? allScopes,
  });
  const answer = await postToken(simulator, { grant_type: "authorization_code", code });
  return tokenSchema.parse(await answer.json());
}

export async function refresh(simulator: Simulator, refreshToken: string): Promise<Response> {
  return await postToken(simulator, { grant_type: "refresh_token", refresh_token: refreshToken });
}

export async function callApi(
  simulator: Simulator,
  tokens: { access_token: string },
  path: string,
): Promise<Response> {
  return await fetch(`${simulator.apiUrl}${path}`, {
    headers: { authorization: `Bearer ${tokens.access_token}` },
  });
}

const itemSchema = z.looseObject({
  id: z.number(),
  name: z.string(),
  start_date: z.string(),
  start_date_local: z.string(),
});

export async function listPage(
  simulator: Simulator,
  tokens: { access_token: string },
  query: string,
): Promise<z.infer<typeof itemSchema>[]> {
  const answer = await callApi(simulator, tokens, `/athlete/activities?${query}`);
  return z.array(itemSchema).parse(await answer.json());
}

const errorSchema = z.object({
  message: z.string(),
  errors: z.array(z.object({ resource: z.string(), field: z.string(), code: z.string() })),
});

/** "401 Authorization Error Athlete/access_token/invalid". */
export async function errorLine(answer: Response): Promise<string> {
  const { message, errors } = errorSchema.parse(await answer.json());
  const listed = errors.map(({ resource, field, code }) => `${resource}/${field}/${code}`);
  return [answer.status, message, ...listed].join(" ");
}

export interface Receiver {
  url: string;
  events: unknown[];
  /** What the next event posts are answered with; 200 when empty. */
  answers: number[];
  stop(): Promise<void>;
}

/** A webhook endpoint: it passes the challenge and keeps what it is sent. */
export function startReceiver(
  challenge: (url: URL) => Response | Promise<Response> = echoChallenge,
): Receiver {
  const events: unknown[] = [];
  const answers: number[] = [];
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    async (request) => {
      if (request.method === "GET") return await challenge(new URL(request.url));
      const text = await request.text();
      events.push(text.startsWith("{") ? JSON.parse(text) : text);
      return new Response(null, { status: answers.shift() ?? 200 });
    },
  );
  return {
    url: `http://127.0.0.1:${server.addr.port}/hook`,
    events,
    answers,
    stop: () => server.shutdown(),
  };
}

export function echoChallenge(url: URL): Response {
  return Response.json({ "hub.challenge": url.searchParams.get("hub.challenge") });
}

export async function subscribe(
  simulator: Simulator,
  url: string,
  change: Record<string, string> = {},
): Promise<Response> {
  return await fetch(`${simulator.apiUrl}/push_subscriptions`, {
    method: "POST",
    body: new URLSearchParams({
      client_id: simulator.clientId,
      client_secret: simulator.clientSecret,
      callback_url: url,
      verify_token: "verify-1",
      ...change,
    }),
  });
}
