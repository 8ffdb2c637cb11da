import { Buffer } from "node:buffer";
import { z } from "zod";
import type { Notation } from "@/config/settings.ts";

export interface SealingKey {
  id: string;
  key: Uint8Array;
}

export const port: Notation<number> = {
  schema: z.coerce.number().int().min(1).max(65535),
  hint: "must be a port, 1 to 65535",
};

export const host: Notation<string> = {
  schema: z.string().regex(/^[\w.:-]+$/),
  hint: "must be an address or a name to listen on, as in 127.0.0.1",
};

export const webUrl: Notation<string> = {
  schema: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, "")),
  hint: "must be an http(s) address",
};

/** An origin. Over http the session's cookie has no `Secure`, which is right on this machine alone. */
export const baseUrl: Notation<string> = {
  schema: z.string().transform((text, ctx) => originOf(text) ?? refuse(ctx, "not an origin")),
  hint:
    "must be an https address without path, query or fragment; http is for localhost, 127.0.0.1 and [::1] alone",
};

export const databaseUrl: Notation<string> = {
  schema: z.string().regex(/^(file:|libsql:|https?:|wss?:)/),
  hint: "must start with file:, libsql:, https:, http:, wss: or ws:",
};

export const smtpUrl: Notation<string> = {
  schema: z.string().regex(/^smtps?:\/\/./).refine((url) => URL.canParse(url)),
  hint: "must start with smtp:// or smtps://, as in smtp://user:password@host:587",
};

/** A name with a comma stands in quotes, or it would be read as two senders. */
export const sender: Notation<string> = {
  schema: z.string().regex(
    /^([^\s<>@,;"]+@[^\s<>@,;"]+|("[^"\p{Cc}]+"|[^<>@,;"\p{Cc}]+) *<[^\s<>@,;"]+@[^\s<>@,;"]+>)$/u,
  ),
  hint: "must be an address, or a name and an address, as in `Runnerly <hello@example.org>`",
};

export const sealingKeys: Notation<SealingKey[]> = {
  schema: z.string().transform(parseKeys),
  hint: "must read `id:key,older-id:key`, each id once, each key 32 bytes in base64",
};

export const roles: Notation<{ web: boolean; worker: boolean }> = {
  schema: z.string().transform(parseRoles),
  hint: "must be web, worker or web,worker",
};

export const onOrOff: Notation<boolean> = {
  schema: z.enum(["0", "1"]).transform((text) => text === "1"),
  hint: "must be 0 or 1",
};

export const perMinute: Notation<number> = {
  schema: z.coerce.number().int().min(1).max(10_000_000),
  hint: "must be a whole number from 1 to 10000000",
};

export const perSecond: Notation<number> = {
  schema: z.coerce.number().min(0.1).max(1000),
  hint: "must be a number from 0.1 to 1000",
};

export const dkimSelector: Notation<string> = {
  schema: z.string().regex(/^[A-Za-z0-9][\w.-]{0,62}$/),
  hint: "must be the name under which the key stands in DNS, as in mail1",
};

/** In one line too: not every environment takes several. */
export const privateKey: Notation<string> = {
  schema: z.string().transform((text) => text.replaceAll("\\n", "\n").trim())
    .refine((text) =>
      /^-----BEGIN (RSA )?PRIVATE KEY-----\n[\s\S]+-----END \1?PRIVATE KEY-----$/.test(text)
    ),
  hint: "must be a private key in PEM, its lines divided by \\n where it has to be one line",
};

export const webhookSecret: Notation<string> = {
  schema: z.string().regex(/^whsec_[A-Za-z0-9+/]{16,}=*$/),
  hint: "must be the webhook's signing secret, as in whsec_…",
};

export const leaseSeconds: Notation<number> = {
  schema: z.coerce.number().min(1).max(3600),
  hint: "must be 1 to 3600",
};

/** In ms; null for ever. Below two days a reading that fails once would cost the history. */
export const maxAgeDays: Notation<number | null> = {
  schema: z.coerce.number().refine((days) => days === 0 || days >= 2 && days <= 3650)
    .transform((days) => days === 0 ? null : days * 86_400_000),
  hint: "must be 0, to keep what Strava gave until it is disconnected, or 2 to 3650 days",
};

function originOf(text: string): string | undefined {
  const url = URL.parse(text);
  if (!url || url.username || url.password || `${url.pathname}${url.search}${url.hash}` !== "/") {
    return undefined;
  }
  const here = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  const allowed = url.protocol === "https:" || (here && url.protocol === "http:");
  return allowed ? url.origin : undefined;
}

function parseRoles(text: string, ctx: z.RefinementCtx): { web: boolean; worker: boolean } {
  const names = text.split(",").map((role) => role.trim());
  if (names.some((role) => role !== "web" && role !== "worker")) refuse(ctx, "unknown role");
  return { web: names.includes("web"), worker: names.includes("worker") };
}

function parseKeys(text: string, ctx: z.RefinementCtx): SealingKey[] {
  const keys = text.split(",").map((entry) => {
    const [id, encoded] = entry.trim().split(":");
    const key = new Uint8Array(Buffer.from(encoded ?? "", "base64"));
    if (!/^[\w-]{1,32}$/.test(id) || key.length !== 32) refuse(ctx, "not a key");
    return { id, key };
  });
  // Two keys of one name: the first would seal and the last would open.
  if (new Set(keys.map(({ id }) => id)).size < keys.length) refuse(ctx, "a name twice");
  return keys;
}

function refuse(ctx: z.RefinementCtx, message: string): never {
  ctx.addIssue({ code: "custom", message });
  return z.NEVER;
}
