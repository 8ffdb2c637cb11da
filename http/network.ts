import { isIPv6 } from "node:net";

/**
 * What a throttle counts an address as: an IPv4 address itself, an IPv6 address by its /64, because whoever has one
 * address there has them all. Text that is no address stays as it is.
 */
export function networkOf(address: string): string {
  const bare = address.replace(/%.*$/, "");
  if (!isIPv6(bare)) return address;
  const groups = groupsOf(bare);
  const isIPv4 = groups.slice(0, 6).join(":") === "0:0:0:0:0:ffff";
  if (!isIPv4) return `${groups.slice(0, 4).join(":")}::/64`;
  const numbers = groups.slice(6).map((group) => parseInt(group, 16));
  return numbers.flatMap((number) => [number >> 8, number & 255]).join(".");
}

/** The eight groups of an IPv6 address, without leading zeros; `URL` does the spelling. */
function groupsOf(address: string): string[] {
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head, tail = []] = canonical.split("::").map((half) => half.split(":").filter(Boolean));
  return [...head, ...Array<string>(8 - head.length - tail.length).fill("0"), ...tail];
}
