import { isIP } from "node:net";
import { isLoopbackAddress, mayReach } from "@/domain/webhooks/addresses.ts";

const LONGEST = 2000;

/** Whether the app runs for the machine it runs on: only then may a message go to that machine. */
export function isThisMachine(baseUrl: string): boolean {
  const { protocol, hostname } = new URL(baseUrl);
  return protocol === "http:" && isLoopbackHost(hostname);
}

/**
 * Whether a message may be addressed so: https, nobody's password in it, and no address that is not on the open net.
 * What a name stands for is looked at when a message goes there, each time anew.
 */
export function isWebhookUrl(text: string, { allowLoopback }: { allowLoopback: boolean }): boolean {
  const url = URL.parse(text);
  if (!url || url.href.length > LONGEST || /[\s\\#]/.test(text)) return false;
  if (url.username || url.password) return false;
  if (url.protocol === "http:") return allowLoopback && isLoopbackHost(url.hostname);
  const host = hostOf(url);
  const isOpen = isIP(host) ? mayReach(host, { allowLoopback }) : allowLoopback || !isLocal(host);
  return url.protocol === "https:" && isOpen;
}

/** A name, or an address without brackets. */
export function hostOf({ hostname }: Pick<URL, "hostname">): string {
  return hostname.replace(/^\[|\]$/g, "");
}

function isLoopbackHost(hostname: string): boolean {
  return isLocal(hostname) || isLoopbackAddress(hostOf({ hostname }));
}

/** Names that never stand for another machine (RFC 6761, 6.3). */
function isLocal(host: string): boolean {
  return /^(.+\.)?localhost\.?$/.test(host);
}
