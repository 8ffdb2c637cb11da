import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "@/http/env.ts";

const PLAIN = [
  "cross-origin-resource-policy",
  "strict-transport-security",
  "x-content-type-options",
];

type Headers = [name: string, value: string][];

/** Nothing inline and nothing from elsewhere; forms may go to ourselves and, for the consent page, to Strava. */
export function headersForPages(https: boolean, formTargets: string[]): Headers {
  return Object.entries({
    "content-security-policy": contentPolicy(formTargets),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "origin-agent-cluster": "?1",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-dns-prefetch-control": "off",
    "x-download-options": "noopen",
    "x-frame-options": "DENY",
    "x-permitted-cross-domain-policies": "none",
    // The filter that this switches off made leaks of its own.
    "x-xss-protection": "0",
    ...https ? { "strict-transport-security": "max-age=31536000; includeSubDomains" } : {},
  });
}

/** What is of use where no page is. */
export function headersForPrograms(https: boolean): Headers {
  return [
    ...headersForPages(https, []).filter(([name]) => PLAIN.includes(name)),
    ["content-security-policy", "default-src 'none'; frame-ancestors 'none'"],
  ];
}

/** Lays the headers out before the answer is made: adding to a finished answer copies it. */
export function securityHeaders(headers: Headers): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    for (const [name, value] of headers) c.header(name, value);
    await next();
    // An answer that was not made by the context has none of them.
    if (c.res.headers.has("x-content-type-options")) return;
    for (const [name, value] of headers) c.header(name, value);
  };
}

/** Where a page may load from and its forms may lead to, redirects after them too. */
export function contentPolicy(formTargets: string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    `form-action ${["'self'", ...formTargets].join(" ")}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
