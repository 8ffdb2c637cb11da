import { createHash } from "node:crypto";
import { Hono } from "hono";
import type { AppEnv } from "@/http/env.ts";

const TYPES: Record<string, string> = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  map: "application/json",
  svg: "image/svg+xml",
  py: "text/plain; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  ts: "text/plain; charset=utf-8",
  woff2: "font/woff2",
};
const ONE_YEAR = "public, max-age=31536000, immutable";

export interface Assets {
  /** The address of a file in `static/`, with its content's hash so that it can be cached for ever. */
  url(path: string): string;
  /** The islands' boot script, and what it always needs. */
  islandScript: string;
  islandPreload: string[];
  /** Changes when any asset does: part of every page's ETag. */
  version: string;
  read(path: string): { body: Uint8Array<ArrayBuffer>; type: string } | undefined;
}

/** Reads `static/` into memory once. Fails when the islands were not built. */
export async function loadAssets(root: URL): Promise<Assets> {
  const files = new Map<string, { body: Uint8Array<ArrayBuffer>; type: string; hash: string }>();
  await readFolder(root, "", files);
  const manifest = files.get("islands/manifest.json");
  if (!manifest) throw new Error("The islands are not built: run `deno task build`");
  const islands: { boot: string; preload: string[] } = JSON.parse(
    new TextDecoder().decode(manifest.body),
  );
  const url = (path: string) => {
    const file = files.get(path);
    if (!file) throw new Error(`static/${path} does not exist`);
    return `/static/${path}?v=${file.hash}`;
  };
  return {
    url,
    islandScript: url(`islands/${islands.boot}`),
    islandPreload: islands.preload.map((name) => `/static/islands/${name}`),
    version: hashOf(new TextEncoder().encode([...files.values()].map((file) => file.hash).join())),
    read: (path) => files.get(path),
  };
}

export function assetRoutes(assets: Assets): Hono<AppEnv> {
  return new Hono<AppEnv>().get("/:path{.+}", (c) => {
    const file = assets.read(c.req.param("path"));
    if (!file) return c.notFound();
    return c.body(file.body, 200, { "content-type": file.type, "cache-control": ONE_YEAR });
  });
}

async function readFolder(
  folder: URL,
  prefix: string,
  files: Map<string, { body: Uint8Array<ArrayBuffer>; type: string; hash: string }>,
): Promise<void> {
  const entries = await Array.fromAsync(Deno.readDir(folder));
  for (const entry of entries.sort((a, b) => a.name < b.name ? -1 : 1)) {
    const path = new URL(entry.isDirectory ? `${entry.name}/` : entry.name, folder);
    if (entry.isDirectory) await readFolder(path, `${prefix}${entry.name}/`, files);
    else {
      const body = await Deno.readFile(path);
      const type = TYPES[entry.name.split(".").at(-1) ?? ""] ?? "application/octet-stream";
      files.set(`${prefix}${entry.name}`, { body, type, hash: hashOf(body) });
    }
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 12);
}
