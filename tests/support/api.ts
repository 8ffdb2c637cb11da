import { strictEqual } from "node:assert/strict";
import { makePersonalToken } from "@/domain/tokens/personal.ts";
import { RUNNER_SCOPES } from "@/domain/tokens/scopes.ts";
import type { TestApp } from "./app.ts";
import { userIdOf } from "./history.ts";
import type { Answer } from "./visitor.ts";

/** A program with a token: sends JSON and reads it. */
export interface ApiClient {
  token: string;
  send(path: string, init?: ApiRequest): Promise<ApiAnswer>;
  get(path: string, headers?: Record<string, string>): Promise<ApiAnswer>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<ApiAnswer>;
}

interface ApiRequest {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface ApiAnswer extends Answer {
  // deno-lint-ignore no-explicit-any -- whatever the API says; tests look at what they name
  json: any;
}

/** A script with a personal token of this runner's. */
export async function scriptOf(
  app: TestApp,
  email: string,
  scopes: (typeof RUNNER_SCOPES)[number][] = [...RUNNER_SCOPES],
): Promise<ApiClient> {
  const userId = await userIdOf(app, email);
  const fields = { name: "A script", scopes, days: 30 };
  return apiClient(app, await makePersonalToken(app.db, userId, fields, app.clock.now()));
}

export function apiClient(app: Pick<TestApp, "visit">, token: string): ApiClient {
  async function send(path: string, { method = "GET", body, headers }: ApiRequest = {}) {
    const answer = await app.visit().send(`/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...body === undefined ? {} : { "content-type": "application/json" },
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    // What answers HEAD has the type and no body.
    const isJson = answer.text !== "" && /json/.test(answer.headers.get("content-type") ?? "");
    return { ...answer, json: isJson ? JSON.parse(answer.text) : undefined };
  }
  return {
    token,
    send,
    get: (path, headers) => send(path, { headers }),
    post: (path, body, headers) => send(path, { method: "POST", body, headers }),
  };
}

/** The answer's JSON, where it has the status that is expected. */
// deno-lint-ignore no-explicit-any -- as above
export function expectStatus(answer: ApiAnswer, status: number): any {
  strictEqual(answer.status, status, answer.text);
  return answer.json;
}
