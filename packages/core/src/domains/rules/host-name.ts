/**
 * Which host names a shop may bring. Names are compared as DNS has them: IDNA (RFC 5891) by UTS 46, as the WHATWG URL
 * standard prescribes. Nobody owns a public suffix (publicsuffix.org, ICANN's and the private section). Scripts are mixed at most as "highly restrictive" of UTS 39 §5.2 allows. Special-use names:
 * RFC 6761 and its registry, RFC 7686, RFC 8375, RFC 9476.
 */

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

/** Scripts that may stand together in one label, beside what is common to all. */
const together: readonly RegExp[] = [
  /^[\p{Script=Latin}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]*$/u,
  /^[\p{Script=Latin}\p{Script=Han}\p{Script=Bopomofo}]*$/u,
  /^[\p{Script=Latin}\p{Script=Han}\p{Script=Hangul}]*$/u,
];
const scripts = (
  "Latin Greek Cyrillic Armenian Hebrew Arabic Devanagari Bengali Gujarati Gurmukhi Kannada Malayalam Oriya Tamil " +
  "Telugu Thai Lao Myanmar Sinhala Georgian Ethiopic Khmer Tibetan Hangul Hiragana Katakana Han"
).split(" ");
const single = scripts.map((script) => new RegExp(`^\\p{Script=${script}}*$`, "u"));

const isOfOneScript = (label: string): boolean =>
  [...together, ...single].some((pattern) =>
    pattern.test(label.replaceAll(/[\p{Script=Common}\p{Script=Inherited}]/gu, "")),
  );

/** Letters of Cyrillic, Greek and Armenian that look like Latin ones: a name of these alone looks like another's. */
const latinLike = /^[аеорсухіјѕһԁԛԝӏαικνορυոսօցհ0-9-]+$/u;

/** Decides about a name as it was typed. */
export function decideHost(typed: string, policy: HostPolicy): HostDecision {
  const host = normalHost(typed);
  if (host === undefined || isAddress(host)) return { ok: false, reason: "not_a_host" };
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
  for (const label of shown.filter((one) => /[^a-z0-9-]/.test(one))) {
    if (!isOfOneScript(label)) return { ok: false, reason: "mixed_scripts" };
    // Under a top-level domain of the same script nobody expects Latin.
    if (/^[a-z0-9-]+$/.test(shown.at(-1) ?? "") && latinLike.test(label)) return { ok: false, reason: "confusable" };
  }
  // A label that stays in punycode is none that UTS 46 knows.
  if (shown.some((label) => label.startsWith("xn--"))) return { ok: false, reason: "not_a_host" };
  return { ok: true, host };
}
