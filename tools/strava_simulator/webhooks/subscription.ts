export interface Subscription {
  id: number;
  callbackUrl: string;
  verifyToken: string;
  createdAt: string;
}

/** The body Strava posts. `object_id` is digits here and a bare integer on the wire. */
export interface WebhookEvent {
  object_type: "activity" | "athlete";
  object_id: string;
  aspect_type: "create" | "update" | "delete";
  updates: Readonly<Record<string, string>>;
  owner_id: number;
  subscription_id: number;
  event_time: number;
}

export interface Attempt {
  at: string;
  /** 0: no answer in time or no connection. */
  status: number;
  error?: string;
}

/** One event on its way, and the log of it. */
export interface Delivery {
  readonly id: number;
  readonly event: WebhookEvent;
  /** The exact body, when a fault or a forger chose it. */
  readonly body?: string;
  readonly callbackUrl: string;
  readonly firstDueMs: number;
  nextDueMs: number;
  attempts: Attempt[];
  state: "pending" | "held" | "delivered" | "failed" | "lost";
  faults: string[];
}
