import { isIP, isIPv4 } from "node:net";

/** What is nobody's on the open net: IANA's registry of special-purpose addresses, RFC 6890 and its updates. */
const RESERVED = [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"],
  ...["172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16"],
  ...["198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"],
  // Teredo and the other protocols of the IETF's own, and what is for documents.
  ...["2001::/23", "2001:db8::/32", "3fff::/20"],
].map(parseRange);
/** Beside this there is nothing to reach in version 6, but what carries an address of version 4. */
const GLOBAL = parseRange("2000::/3");
/** Where an address of version 4 stands in one of version 6: mapped, translated by NAT64, tunnelled by 6to4. */
const CARRIERS = [
  { range: parseRange("::ffff:0:0/96"), at: 12 },
  { range: parseRange("64:ff9b::/96"), at: 12 },
  { range: parseRange("2002::/16"), at: 2 },
];
const LOOPBACK = ["127.0.0.0/8", "::1/128"].map(parseRange);

interface Range {
  bytes: number[];
  bits: number;
}

/** Whether a message may go there: to the open net, or where that is allowed to this very machine. */
export function mayReach(address: string, { allowLoopback }: { allowLoopback: boolean }): boolean {
  return isPublicAddress(address) || allowLoopback && isLoopbackAddress(address);
}

export function isLoopbackAddress(address: string): boolean {
  const bytes = carried(bytesOf(address));
  return bytes !== undefined && LOOPBACK.some((range) => isIn(bytes, range));
}

/** Whether the address is somebody's on the open net. Names are none, and nor is what has a zone. */
function isPublicAddress(address: string): boolean {
  const bytes = carried(bytesOf(address));
  if (!bytes || RESERVED.some((range) => isIn(bytes, range))) return false;
  return bytes.length === 4 || isIn(bytes, GLOBAL);
}

/** The address of version 4 that one of version 6 leads to; any other as it is. */
function carried(bytes: number[] | undefined): number[] | undefined {
  const carrier = CARRIERS.find(({ range }) => bytes && isIn(bytes, range));
  return carrier ? bytes?.slice(carrier.at, carrier.at + 4) : bytes;
}

function isIn(bytes: number[], range: Range): boolean {
  if (bytes.length !== range.bytes.length) return false;
  return range.bytes.every((byte, i) => {
    const bits = Math.min(8, Math.max(0, range.bits - 8 * i));
    return (byte ^ bytes[i]) >> (8 - bits) === 0;
  });
}

function parseRange(text: string): Range {
  const [address, bits] = text.split("/");
  return { bytes: bytesOf(address) ?? [], bits: Number(bits) };
}

function bytesOf(address: string): number[] | undefined {
  if (isIPv4(address)) return address.split(".").map(Number);
  if (isIP(address) !== 6 || address.includes("%")) return undefined;
  // In a URL the last four bytes are hexadecimal too, whatever notation they came in.
  const [head, tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const [before, after] = [head, tail].map((part) => part ? part.split(":") : []);
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => "0");
  return [...before, ...zeros, ...after].map((group) => parseInt(group, 16))
    .flatMap((group) => [group >> 8, group & 255]);
}
