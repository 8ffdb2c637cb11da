import type { Context, MiddlewareHandler } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { Browser } from "@/domain/accounts/sign_in.ts";
import { recogniseSession, SESSION_LIVES_MS } from "@/domain/accounts/sign_in.ts";
import { RefusedError } from "@/domain/errors.ts";
import type { AppEnv } from "@/http/env.ts";
import { pathAndQuery } from "@/http/params.ts";
import { networkOf } from "@/http/network.ts";
import { chooseLocale, messagesFor } from "@/locales/mod.ts";

/** Finds out who asks, and in which language to answer. */
export function session(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const { deps } = c.var;
    speak(c, chooseLocale(c.req.header("accept-language")));
    const secret = getCookie(c, cookieName(deps.baseUrl));
    const known = secret ? await recogniseSession(deps.db, secret, deps.now()) : undefined;
    if (secret && known) {
      c.set("session", known.user);
      speak(c, known.user.locale);
      if (known.renewed) setSessionCookie(c, secret);
    }
    await next();
  };
}

/** Guards a folder: strangers sign in first, and an unconfirmed runner confirms first. */
export function signedIn(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const runner = c.var.session;
    if (!runner) return c.redirect(`/sign-in?next=${encodeURIComponent(nextOf(c))}`, 303);
    if (!runner.emailConfirmedAt) return c.redirect("/confirm-email", 303);
    c.set("runner", runner);
    await next();
  };
}

/** Guards a folder inside a guarded one: for anybody but an operator it does not exist. */
export function operatorsOnly(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (c.var.runner.role !== "admin") throw new RefusedError("not_found");
    await next();
  };
}

export function setSessionCookie(c: Context<AppEnv>, secret: string): void {
  const { baseUrl } = c.var.deps;
  setCookie(c, cookieName(baseUrl), secret, {
    path: "/",
    httpOnly: true,
    secure: baseUrl.startsWith("https:"),
    sameSite: "Lax",
    maxAge: SESSION_LIVES_MS / 1000,
  });
}

export function clearSessionCookie(c: Context<AppEnv>): void {
  const { baseUrl } = c.var.deps;
  deleteCookie(c, cookieName(baseUrl), { path: "/", secure: baseUrl.startsWith("https:") });
}

/** Who sits at the other end, for throttles and the list of sessions. */
export function browserOf(c: Context<AppEnv>): Browser {
  const { trustProxy } = c.var.deps;
  const peer = c.env?.remoteAddr;
  const direct = peer && "hostname" in peer ? peer.hostname : "unknown";
  // The last entry is the one our own proxy wrote; those before it are the client's claims.
  const forwarded = trustProxy
    ? c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim()
    : undefined;
  return { address: networkOf(forwarded || direct), userAgent: c.req.header("user-agent") ?? "" };
}

/** A path of ours to go to after signing in; anything that could leave this origin becomes the start page. */
export function safeNext(next: string | undefined): string {
  if (!next || !/^\/(?![/\\])/.test(next) || /\\|\p{Cc}/u.test(next)) return "/";
  const url = new URL(next, "http://origin.invalid");
  if (url.host !== "origin.invalid" || url.pathname.startsWith("//")) return "/";
  return url.pathname + url.search;
}

/** Answers in this language from here on. */
export function speak(c: Context<AppEnv>, locale: AppEnv["Variables"]["locale"]): void {
  c.set("locale", locale);
  c.set("t", messagesFor(locale));
}

function nextOf(c: Context<AppEnv>): string {
  return c.req.method === "GET" ? pathAndQuery(c) : "/";
}

/** The `__Host-` prefix binds a cookie to this host and https; browsers refuse it on http://localhost. */
function cookieName(baseUrl: string): string {
  return baseUrl.startsWith("https:") ? "__Host-session" : "session";
}
