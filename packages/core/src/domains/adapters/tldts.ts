import { getDomain } from "tldts";

/**
 * The part of a host that somebody registered, by the public suffix list of the library's version, its private section
 * included: `shop.co.uk` of `orders.shop.co.uk`, `shop.github.io` of itself. Null where there is none: the host is a
 * public suffix. `host` is in the form of DNS.
 */
export function registrableDomain(host: string): string | null {
  return getDomain(host, { allowPrivateDomains: true, extractHostname: false, detectIp: false });
}
