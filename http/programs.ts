const FOLDERS = ["/api/", "/webhooks/", "/.well-known/", "/calendar/"];
const ADDRESSES = ["/api", "/oauth/token", "/oauth/revoke", "/oauth/introspect"];

/**
 * Whether programs call it, and no page does: no cookie is read there, so a foreign page can abuse none, and what goes
 * wrong is said in JSON.
 */
export function isForPrograms(path: string): boolean {
  return FOLDERS.some((folder) => path.startsWith(folder)) || ADDRESSES.includes(path);
}
