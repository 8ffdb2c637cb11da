import type { WebhookProblem } from "@/db/schema/tokens.ts";

export interface WebhookMessage {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** Carries messages to addresses that clients choose, so it must not be led into our own network. */
export interface WebhookSender {
  /** Answers the status, and follows nothing. Throws a WebhookError where there was no answer. */
  post(message: WebhookMessage, signal: AbortSignal): Promise<number>;
}

export class WebhookError extends Error {
  override name = "WebhookError";

  constructor(readonly problem: WebhookProblem, options?: ErrorOptions) {
    super(problem, options);
  }
}
