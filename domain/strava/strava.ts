import type { StravaActivity } from "@/domain/strava/activity.ts";
import type { StravaDetails, StravaStreams } from "@/domain/strava/details.ts";

/** Reads of the whole application, as the headers of each answer give them. */
export interface Quota {
  shortLimit: number;
  shortUsed: number;
  dailyLimit: number;
  dailyUsed: number;
}

export interface Tokens {
  accessToken: string;
  refreshToken: string;
  /** An instant in ms. */
  accessExpiresAt: number;
}

export interface Grant extends Tokens {
  athlete: { id: string; name: string };
}

/** An activity that Strava listed, or why it could not be read. */
export type ListedActivity =
  | { ok: true; activity: StravaActivity }
  | { ok: false; externalId: string; startedAt?: number; reason: string };

interface ActivityPage {
  activities: ListedActivity[];
  quota?: Quota;
}

/** One activity in full: its summary, and what the list has not. */
export interface ReadActivity {
  item: ListedActivity;
  details: StravaDetails;
  quota?: Quota;
}

export interface ReadStreams {
  /** Undefined when Strava has none, which is normal for what was typed in. */
  streams?: StravaStreams;
  quota?: Quota;
}

/** Strava, as far as Runnerly uses it. Every method fails with a StravaError. */
export interface Strava {
  authorizeUrl(
    ask: { state: string; redirectUri: string; scopes: readonly string[]; force: boolean },
  ): string;
  exchangeCode(code: string): Promise<Grant>;
  refresh(refreshToken: string): Promise<Tokens>;
  revoke(token: string): Promise<void>;
  /** `before` in epoch seconds, exclusive; newest first; the end is an empty page, not a short one. */
  listActivities(
    accessToken: string,
    at: { before?: number; page: number },
    signal?: AbortSignal,
  ): Promise<ActivityPage>;
  /** Fails with `not_found` when the activity is gone, or not ours to see. */
  getActivity(accessToken: string, id: string, signal?: AbortSignal): Promise<ReadActivity>;
  getStreams(accessToken: string, id: string, signal?: AbortSignal): Promise<ReadStreams>;
}

export type StravaProblem =
  | "token_refused"
  | "scope_missing"
  | "code_refused"
  | "refresh_refused"
  | "rate_limited"
  | "inactive"
  | "full"
  | "not_found"
  | "unavailable"
  | "unreadable";

export class StravaError extends Error {
  override name = "StravaError";

  constructor(
    readonly problem: StravaProblem,
    message: string,
    readonly quota?: Quota,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}
