/** `file:data/app.db`, `file:/srv/app.db` and `file:///srv/app.db`. */
export function pathOf(url: string): string {
  const path = url.slice("file:".length);
  return decodeURIComponent(path.startsWith("//") ? new URL(url).pathname : path);
}
