import { Hono } from "hono";
import type { AppEnv } from "@/http/env.ts";

export type RouteModules = Record<string, { default: Hono<AppEnv> }>;

/** Mounts every route file at the URL that its path spells: `runs/[id].tsx` at `/runs/:id`. */
export function fileRouter(modules: RouteModules): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  for (const file of Object.keys(modules).sort(byPrecedence)) {
    app.route(urlPattern(file), modules[file].default);
  }
  return app;
}

export function urlPattern(file: string): string {
  const path = file
    .replace(/\.tsx?$/, "")
    .replace(/(^|\/)(index|_middleware)$/, "")
    .replace(/\[\.\.\.(\w+)\]/g, ":$1{.+}")
    .replace(/\[(\w+)\]/g, ":$1");
  return `/${path}`;
}

/**
 * A folder's `_middleware` before its files and the page of the folder's own name, then static names, then `[id]`, then `[...rest]`.
 * A guard protects only what is mounted after it, so this order is a matter of security.
 */
export function byPrecedence(left: string, right: string): number {
  const [a, b] = [sortKey(left), sortKey(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}

function sortKey(file: string): string {
  return file.replace(/(^|\/)_middleware/, "\0").replaceAll("[...", "\uffff").replaceAll(
    "[",
    "\ufffe",
  );
}
