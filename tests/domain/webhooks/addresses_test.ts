import { strictEqual } from "node:assert/strict";
import { mayReach } from "@/domain/webhooks/addresses.ts";

/** The first and the last of each range, and their neighbours outside; IANA's registries, RFC 6890. */
const CASES: [range: string, refused: string[], open: string[]][] = [
  ["this network", ["0.0.0.0", "0.255.255.255"], ["1.0.0.0"]],
  ["private", ["10.0.0.0", "10.255.255.255"], ["9.255.255.255", "11.0.0.0"]],
  ["carrier's NAT", ["100.64.0.0", "100.127.255.255"], ["100.63.255.255", "100.128.0.0"]],
  ["loopback", ["127.0.0.0", "127.0.0.1", "127.255.255.255"], ["126.255.255.255", "128.0.0.0"]],
  ["link-local", ["169.254.0.0", "169.254.169.254"], ["169.253.255.255", "169.255.0.0"]],
  ["private", ["172.16.0.0", "172.31.255.255"], ["172.15.255.255", "172.32.0.0"]],
  ["protocols", ["192.0.0.0", "192.0.0.255"], ["191.255.255.255", "192.0.1.0"]],
  ["documents", ["192.0.2.0", "192.0.2.255"], ["192.0.3.0"]],
  ["6to4 relays", ["192.88.99.0", "192.88.99.255"], ["192.88.98.255", "192.88.100.0"]],
  ["private", ["192.168.0.0", "192.168.255.255"], ["192.167.255.255", "192.169.0.0"]],
  ["measurements", ["198.18.0.0", "198.19.255.255"], ["198.17.255.255", "198.20.0.0"]],
  ["documents", ["198.51.100.0", "198.51.100.255"], ["198.51.99.255", "198.51.101.0"]],
  ["documents", ["203.0.113.0", "203.0.113.255"], ["203.0.112.255", "203.0.114.0"]],
  ["multicast", ["224.0.0.0", "239.255.255.255"], ["223.255.255.255"]],
  ["reserved", ["240.0.0.0", "255.255.255.254"], []],
  ["broadcast", ["255.255.255.255"], []],
  ["unspecified", ["::", "0:0:0:0:0:0:0:0"], []],
  ["loopback", ["::1", "0000::0001"], []],
  ["mapped", ["::ffff:10.0.0.1", "::ffff:7f00:1", "::ffff:a9fe:a9fe"], ["::ffff:8.8.8.8"]],
  ["compatible", ["::127.0.0.1", "::a00:1", "::8.8.8.8"], []],
  ["translated, SIIT", ["::ffff:0:10.0.0.1", "::ffff:0:8.8.8.8"], []],
  ["NAT64", ["64:ff9b::10.0.0.1", "64:ff9b::7f00:1"], ["64:ff9b::8.8.8.8"]],
  ["NAT64 of one's own", ["64:ff9b:1::1", "64:ff9b:1:ffff::808:808"], []],
  ["discard", ["100::1"], []],
  ["Teredo", ["2001::1", "2001:0:ffff::1"], []],
  ["protocols", ["2001:1ff:ffff::"], ["2001:200::1", "2001:4860:4860::8888"]],
  ["documents", ["2001:db8::", "2001:db8:ffff::1"], ["2001:db7::1", "2001:db9::1"]],
  ["6to4", ["2002:a00:1::1", "2002:7f00:1::", "2002:c0a8:101::1"], ["2002:808:808::1"]],
  ["documents", ["3fff::1", "3fff:fff::1"], ["3fff:1000::1"]],
  ["not given out", ["1fff::1", "4000::1", "5f00::1"], ["2000::1", "3ffe::1"]],
  ["unique local", ["fc00::1", "fdff:ffff::1"], []],
  ["link-local", ["fe80::1", "febf::1", "fe80::1%eth0"], []],
  ["site-local", ["fec0::1"], []],
  ["multicast", ["ff00::", "ff02::1"], []],
  ["no address", ["", "localhost", "1.2.3", "0x7f.1", "127.1", "[::1]", "1.2.3.4.5"], []],
];

for (const [range, refused, open] of CASES) {
  Deno.test(`mayReach() tells ${range}, as ${refused[0] || "nothing"}, from the open net`, () => {
    for (const address of refused) {
      strictEqual(mayReach(address, { allowLoopback: false }), false, address);
    }
    for (const address of open) {
      strictEqual(mayReach(address, { allowLoopback: false }), true, address);
    }
  });
}

Deno.test("mayReach() opens this very machine where it may, and no other that is private", () => {
  const own = ["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1", "8.8.8.8"];
  for (const address of own) strictEqual(mayReach(address, { allowLoopback: true }), true, address);
  for (const address of ["10.0.0.1", "0.0.0.0", "::", "169.254.169.254", "fe80::1", "::2"]) {
    strictEqual(mayReach(address, { allowLoopback: true }), false, address);
  }
});
