import { type Quota, StravaError, type StravaProblem } from "@/domain/strava/strava.ts";

const LARGEST_ANSWER = 20_000_000;

interface Answer {
  json: unknown;
  quota?: Quota;
}

/** One call to Strava: bounded in time and size, and every failure a StravaError that says what to do about it. */
export async function callStrava(
  url: string,
  { timeoutMs = 30_000, ...init }: RequestInit & { signal?: AbortSignal; timeoutMs?: number },
): Promise<Answer> {
  const signals = [AbortSignal.timeout(timeoutMs), ...init.signal ? [init.signal] : []];
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, { ...init, redirect: "error", signal: AbortSignal.any(signals) });
    text = await readText(response);
  } catch (error) {
    if (error instanceof StravaError) throw error;
    throw new StravaError(
      "unavailable",
      `Strava could not be reached: ${reasonOf(error)}`,
      undefined,
      error,
    );
  }
  const quota = readQuota(response.headers);
  if (response.ok) return { json: parse(text, quota), quota };
  const bearer = new Headers(init.headers).get("authorization")?.startsWith("Bearer ") ?? false;
  throw refusal({ status: response.status, text, bearer }, quota);
}

/**
 * A form as a stream: Deno's fetch sends a plain body again by itself when the connection breaks, and a token
 * refresh that is sent twice loses the grant.
 */
export function formOnce(fields: Record<string, string>): Omit<RequestInit, "signal"> {
  const bytes = new TextEncoder().encode(new URLSearchParams(fields).toString());
  return {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: ReadableStream.from([bytes]),
  };
}

/** Numbers of 16 digits or more do not fit a double: ids are taken as text before they lose their end. */
function parseJson(text: string): unknown {
  if (!/\d{16}/.test(text) && !text.startsWith("\uFEFF")) return JSON.parse(text);
  const long = /"(id|upload_id|athlete_id|object_id|owner_id)":\s*(\d{16,})/g;
  return JSON.parse(text.replace(/^\uFEFF/, "").replace(long, '"$1":"$2"'));
}

function parse(text: string, quota: Quota | undefined): unknown {
  if (text === "") return undefined;
  try {
    return parseJson(text);
  } catch (error) {
    throw new StravaError("unreadable", "Strava's answer is not JSON", quota, error);
  }
}

/** The length that an answer promises may be missing or wrong, so the bytes are counted. */
async function readText(response: Response): Promise<string> {
  let size = 0;
  const counted = response.body?.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        size += chunk.length;
        if (size <= LARGEST_ANSWER) controller.enqueue(chunk);
        else controller.error(new StravaError("unreadable", "Strava's answer is too large"));
      },
    }),
  );
  return await new Response(counted).text();
}

function refusal(
  { status, text, bearer }: { status: number; text: string; bearer: boolean },
  quota: Quota | undefined,
): StravaError {
  const faults = readFaults(text);
  const is = (resource: string, field: string, code: string) =>
    faults.some((fault) =>
      fault.resource === resource && fault.field === field && fault.code === code
    );
  const problem = ((): StravaProblem => {
    if (status === 429) return "rate_limited";
    if (status === 404) return "not_found";
    if (is("Application", "Status", "Inactive")) return "inactive";
    if (status === 403 && /limit of connected athletes/i.test(text)) return "full";
    if (faults.some((fault) => fault.code === "missing" && fault.field?.endsWith("_permission"))) {
      return "scope_missing";
    }
    if (
      faults.some((fault) => ["AuthorizationCode", "RequestToken"].includes(fault.resource ?? ""))
    ) {
      return "code_refused";
    }
    if (faults.some((fault) => fault.resource === "RefreshToken")) return "refresh_refused";
    if (status === 401) {
      // Of a token's call it means the token; of one that gives our secret, the secret.
      return !bearer && faults.some((fault) => fault.resource === "Application")
        ? "unavailable"
        : "token_refused";
    }
    return "unavailable";
  })();
  const said = faults.map((fault) => `${fault.resource}/${fault.field}/${fault.code}`).join(", ");
  return new StravaError(problem, `Strava answered ${status}${said ? ` (${said})` : ""}`, quota);
}

/** Strava's fault list; absent, a string or HTML in some answers. */
function readFaults(text: string): { resource?: string; field?: string; code?: string }[] {
  try {
    const errors = JSON.parse(text)?.errors;
    return Array.isArray(errors) ? errors.filter((fault) => fault instanceof Object) : [];
  } catch {
    return [];
  }
}

/** Of the read and the overall limits the one with less left, for each window; undefined when headers are missing or empty. */
function readQuota(headers: Headers): Quota | undefined {
  const families = ["x-readratelimit", "x-ratelimit"].flatMap((prefix) => {
    const [limits, used] = ["limit", "usage"].map((part) =>
      readPair(headers.get(`${prefix}-${part}`))
    );
    return limits && used && limits[0] > 0 ? [{ limits, used }] : [];
  });
  if (families.length === 0) return undefined;
  const [short, daily] = [0, 1].map((i) => {
    const windows = families.map(({ limits, used }) => ({ limit: limits[i], used: used[i] }));
    return windows.reduce((a, b) => b.limit - b.used < a.limit - a.used ? b : a);
  });
  return {
    shortLimit: short.limit,
    shortUsed: short.used,
    dailyLimit: daily.limit,
    dailyUsed: daily.used,
  };
}

function readPair(value: string | null): [number, number] | undefined {
  const match = value?.match(/^\s*(\d+)\s*,\s*(\d+)\s*$/);
  return match ? [Number(match[1]), Number(match[2])] : undefined;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
