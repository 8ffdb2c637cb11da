import { ok } from "node:assert/strict";
import { Buffer } from "node:buffer";
import { readConfig } from "@/config.ts";
import { ConfigError } from "@/config/settings.ts";

export const KEY = Buffer.alloc(32, 7).toString("base64");
/** The least that starts. */
export const LEAST = {
  SEALING_KEYS: `one:${KEY}`,
  SMTP_URL: "smtp://localhost:2525",
  MAIL_FROM: "Runnerly <hello@example.org>",
  STRAVA_CLIENT_ID: "1",
  STRAVA_CLIENT_SECRET: "s",
};

export function problemsOf(env: Record<string, string | undefined>): string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    ok(error instanceof ConfigError, String(error));
    return error.problems;
  }
}

/** What is wrong when one setting of a good environment is changed. */
export function problemsWith(changes: Record<string, string | undefined>): string[] {
  return problemsOf({ ...LEAST, ...changes });
}
