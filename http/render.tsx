import type { Context } from "hono";
import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { Shell } from "@/components/Shell.tsx";
import type { AppEnv } from "@/http/env.ts";
import { languageTag } from "@/locales/mod.ts";

type PageStatus = 200 | 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 503;

interface Page {
  title: string;
  status?: PageStatus;
}

/** A whole page around its markup. Scripts come along only where the markup has an island. */
export function renderPage(c: Context<AppEnv>, page: Page, body: VNode): Response {
  c.header("cache-control", "private, no-store");
  return c.html(renderDocument(c, page.title, body), page.status ?? 200);
}

export function renderDocument(c: Context<AppEnv>, title: string, body: VNode): string {
  const { deps, t, locale, session } = c.var;
  const { assets } = deps;
  const bodyHtml = renderToString(body);
  const scripts = bodyHtml.includes("data-island=")
    ? { script: assets.islandScript, preload: assets.islandPreload }
    : {};
  const shell = (
    <Shell
      lang={languageTag(locale)}
      title={title}
      t={t.shell}
      path={c.req.path}
      signedIn={session !== undefined}
      runnerName={session?.name ?? undefined}
      assets={{ css: assets.url("app.css"), favicon: assets.url("favicon.svg"), ...scripts }}
      bodyHtml={bodyHtml}
    />
  );
  return `<!doctype html>${renderToString(shell)}`;
}
