const BROWSERS: [pattern: RegExp, name: string][] = [
  [/\bEdg(e|A|iOS)?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/\bHeadlessChrome\/|\bChrome\/|\bCriOS\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];
const SYSTEMS: [pattern: RegExp, name: string][] = [
  [/\bAndroid\b/, "Android"],
  [/\b(iPhone|iPad)\b/, "iOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "macOS"],
  [/\bLinux\b|\bX11\b/, "Linux"],
];

/** "Firefox, Linux", as far as a user agent tells; enough to recognise one's own browsers. */
export function describeBrowser(userAgent: string): string | undefined {
  const names = [BROWSERS, SYSTEMS].map((list) =>
    list.find(([pattern]) => pattern.test(userAgent))?.[1]
  );
  return names.filter(Boolean).join(", ") || undefined;
}
