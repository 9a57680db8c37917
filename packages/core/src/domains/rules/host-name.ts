/**
 * Which host names a shop may bring. Names are compared as DNS has them: IDNA (RFC 5891) by UTS 46, as the WHATWG URL
 * standard prescribes. Nobody owns a public suffix (publicsuffix.org, ICANN's and the private section). Special-use
 * names: RFC 6761 and its registry, RFC 7686, RFC 8375, RFC 9476.
 */
import { faultOfLabel } from "./label.ts";

export type HostDecision =
  | { readonly ok: true; readonly host: string }
  | {
      readonly ok: false;
      readonly reason: "not_a_host" | "bare_suffix" | "reserved" | "own_host" | "mixed_scripts" | "confusable";
    };

export interface HostPolicy {
  /** Host names of the platform itself. */
  readonly own: readonly string[];
  /** Whether names that no public DNS answers for are let in: on a developer's machine. */
  readonly specialUse: boolean;
  /** Spells an `xn--` name in its own script. */
  readonly toUnicode: (host: string) => string;
  /** What of a host somebody registered; null for a public suffix such as `co.uk` or `github.io`. */
  readonly registrableDomain: (host: string) => string | null;
}

const specialUse = new Set("alt arpa example home internal intranet invalid lan local localhost onion test".split(" "));
const specialDomains = ["example.com", "example.net", "example.org"];

/** A name has 253 characters (RFC 1035 §2.3.4), and its proof stands under one that is longer by `_meridian.`. */
const longest = 253 - "_meridian.".length;

/** The name in the form of DNS, without a port, path or trailing dot; undefined when it is none. */
export function normalHost(typed: string): string | undefined {
  const text = typed.trim().replace(/\.$/, "").toLowerCase();
  if (text === "" || /[\s/\\:@?#%[\]_*]/.test(text)) return undefined;
  const url = URL.parse(`http://${text}/`);
  if (url === null || url.username !== "" || url.port !== "") return undefined;
  const host = url.hostname;
  if (host.length > 253 || !/^[a-z0-9.-]+$/.test(host)) return undefined;
  const labels = host.split(".");
  const good = labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label));
  return good ? host : undefined;
}

/** `http://1` is 0.0.0.1 to a browser: a last label of digits makes an address. */
const isAddress = (host: string): boolean => /(?:^|\.)(?:\d+|0x[0-9a-f]*)$/.test(host);

const isOrUnder = (host: string, parent: string): boolean => host === parent || host.endsWith(`.${parent}`);

/** Decides about a name as it was typed. */
export function decideHost(typed: string, policy: HostPolicy): HostDecision {
  const host = normalHost(typed);
  if (host === undefined || host.length > longest || isAddress(host)) return { ok: false, reason: "not_a_host" };
  const labels = host.split(".");
  const last = labels.at(-1) ?? "";
  if (policy.own.some((own) => (own.includes(".") && !isAddress(own) ? isOrUnder(host, own) : host === own))) {
    return { ok: false, reason: "own_host" };
  }
  if (!policy.specialUse && (specialUse.has(last) || specialDomains.some((name) => isOrUnder(host, name)))) {
    return { ok: false, reason: "reserved" };
  }
  if (labels.length === 1 || policy.registrableDomain(host) === null) return { ok: false, reason: "bare_suffix" };
  const shown = policy.toUnicode(host).normalize("NFC").split(".");
  const isUnderLatin = /^[a-z0-9-]+$/.test(shown.at(-1) ?? "");
  for (const label of shown.filter((one) => /[^a-z0-9-]/.test(one))) {
    const reason = faultOfLabel(label, isUnderLatin);
    if (reason !== null) return { ok: false, reason };
  }
  // A label that stays in punycode is none that UTS 46 knows.
  if (shown.some((label) => label.startsWith("xn--"))) return { ok: false, reason: "not_a_host" };
  return { ok: true, host };
}
