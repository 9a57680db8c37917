import { BlockList, isIPv6 } from "node:net";

/**
 * Addresses that are not of the public Internet. Source: IANA's special-purpose address registries for IPv4
 * and IPv6, and IPv6's address space registry (2000::/3 alone is global unicast), read 2026-11.
 */
const special4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];
/** Within 2000::/3: protocol assignments with Teredo, documentation, 6to4 (which carries IPv4 addresses). */
const special6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

function blockList(ranges: readonly string[], family: "ipv4" | "ipv6"): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [net = "", prefix] = range.split("/");
    list.addSubnet(net, Number(prefix), family);
  }
  return list;
}

const not4 = blockList(special4, "ipv4");
const not6 = blockList(special6, "ipv6");
const global6 = blockList(["2000::/3"], "ipv6");

/** Whether an IP address is one that a stranger's server may have. Mapped and embedded IPv4 is none. */
export function isPublicAddress(address: string): boolean {
  if (!isIPv6(address)) return !not4.check(address, "ipv4");
  return global6.check(address, "ipv6") && !not6.check(address, "ipv6");
}
