import { type Quota, StravaError, type StravaProblem } from "@/domain/strava/strava.ts";

const TIMEOUT_MS = 30_000;
const LARGEST_ANSWER = 20_000_000;

export interface Answer {
  json: unknown;
  quota?: Quota;
}

/** One call to Strava: bounded in time and size, and every failure a StravaError that says what to do about it. */
export async function callStrava(
  url: string,
  init: RequestInit & { signal?: AbortSignal },
): Promise<Answer> {
  const signals = [AbortSignal.timeout(TIMEOUT_MS), ...init.signal ? [init.signal] : []];
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
  throw refusal(response.status, text, quota);
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
export function parseJson(text: string): unknown {
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

async function readText(response: Response): Promise<string> {
  if (Number(response.headers.get("content-length")) > LARGEST_ANSWER) {
    await response.body?.cancel();
    throw new StravaError("unreadable", "Strava's answer is too large");
  }
  return await response.text();
}

function refusal(status: number, text: string, quota: Quota | undefined): StravaError {
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
      return faults.some((fault) => fault.resource === "Application")
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
    return Array.isArray(errors) ? errors : [];
  } catch {
    return [];
  }
}

/** The read limits where given, else the overall ones; undefined when the headers are missing or empty. */
function readQuota(headers: Headers): Quota | undefined {
  for (const prefix of ["x-readratelimit", "x-ratelimit"]) {
    const [limits, used] = ["limit", "usage"].map((part) =>
      readPair(headers.get(`${prefix}-${part}`))
    );
    if (limits && used && limits[0] > 0) {
      return {
        shortLimit: limits[0],
        dailyLimit: limits[1],
        shortUsed: used[0],
        dailyUsed: used[1],
      };
    }
  }
}

function readPair(value: string | null): [number, number] | undefined {
  const match = value?.match(/^\s*(\d+)\s*,\s*(\d+)\s*$/);
  return match ? [Number(match[1]), Number(match[2])] : undefined;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
