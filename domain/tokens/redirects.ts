const LOOPBACK = ["127.0.0.1", "[::1]"];
/** A scheme that only an app with that domain would take (RFC 8252, 7.1). */
const OWN_SCHEME = /^[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+:$/;

/** Whether an application may be registered with it: https, this very machine, or a scheme of its own. */
export function isRedirectUri(text: string): boolean {
  const url = URL.parse(text);
  if (!url || /[\s\\#*]/.test(text)) return false;
  if (url.username || url.password) return false;
  if (url.protocol === "http:") return LOOPBACK.includes(url.hostname);
  return url.protocol === "https:" || OWN_SCHEME.test(url.protocol);
}

/** To the letter, but for the port of a loopback address, which an app gets from its system (RFC 8252, 7.3). */
export function isRegistered(asked: string, registered: readonly string[]): boolean {
  return registered.includes(asked) ||
    registered.some((uri) => loopback(uri) !== undefined && loopback(uri) === loopback(asked));
}

/** The address without its port, where it is one of this machine; nothing else in it may differ. */
function loopback(uri: string): string | undefined {
  const match = uri.match(/^http:\/\/(127\.0\.0\.1|\[::1\])(?::\d{1,5})?(\/[^#\\]*)?$/);
  return match && isRedirectUri(uri) ? `${match[1]}${match[2] ?? "/"}` : undefined;
}
