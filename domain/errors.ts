/** Every way Runnerly says no, and what kind of no it is. The words are in `locales/`. */
const REFUSALS = {
  not_found: "not_found",
  bad_form: "invalid",
  foreign_origin: "forbidden",
  too_large: "too_large",
  too_many_attempts: "too_many",
  wrong_password: "forbidden",
  mail_link_spent: "invalid",
  mail_act_over: "invalid",
  client_unknown: "invalid",
  redirect_unknown: "invalid",
  token_made: "conflict",
  too_many_tokens: "conflict",
  too_many_webhooks: "conflict",
  delivery_waiting: "conflict",
  too_many_races: "too_many",
  race_of_another: "forbidden",
  race_entered: "conflict",
  race_fixed: "conflict",
  plan_refused: "invalid",
  plan_day_taken: "conflict",
  plan_changed: "conflict",
  plan_over: "conflict",
  strava_denied: "forbidden",
  strava_scope_missing: "forbidden",
  strava_state_unknown: "invalid",
  strava_state_used: "conflict",
  strava_code_refused: "invalid",
  strava_athlete_taken: "conflict",
  strava_other_athlete: "conflict",
  strava_full: "forbidden",
  strava_inactive: "unavailable",
  strava_unavailable: "unavailable",
  strava_not_connected: "conflict",
} as const;

export type Refusal = keyof typeof REFUSALS;
export type RefusalCode = (typeof REFUSALS)[Refusal];

/** Thrown where the straight path ends; `retryAt` is an instant in ms. */
export class RefusedError extends Error {
  override name = "RefusedError";
  readonly code: RefusalCode;

  constructor(readonly refusal: Refusal, readonly retryAt?: number) {
    super(refusal);
    this.code = REFUSALS[refusal];
  }
}
