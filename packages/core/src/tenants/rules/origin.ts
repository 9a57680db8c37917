/**
 * Web origins (RFC 6454) that may use a publishable key: scheme, host and port. `https://*.shop.example` stands
 * for every host with one label more than `shop.example`, on the same port.
 */
export type OriginDecision =
  | { readonly ok: true; readonly origin: string }
  | { readonly ok: false; readonly reason: "malformed" | "insecure" | "wildcard" };

const wildcard = /^https:\/\/\*\./i;
const local = /(?:^|\.)(?:localhost|test)$|^127(?:\.\d{1,3}){3}$|^\[::1\]$/;
const dnsName = /^(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*$/;

/** The origin in the form that browsers send, or why it is none. Plain `http` is for this machine and `.test`. */
export function decideOrigin(text: string): OriginDecision {
  const wild = wildcard.test(text);
  if (text.includes("*") && !wild) return { ok: false, reason: "wildcard" };
  const url = parse(wild ? text.replace("*.", "") : text);
  if (url === undefined) return { ok: false, reason: "malformed" };
  if (url.hostname.includes("*")) return { ok: false, reason: "wildcard" };
  if (url.protocol === "http:" && !local.test(url.hostname)) return { ok: false, reason: "insecure" };
  if (!wild) return { ok: true, origin: url.origin };
  // A wildcard below a top-level domain would be everybody.
  if (!dnsName.test(url.hostname)) return { ok: false, reason: "wildcard" };
  return { ok: true, origin: url.origin.replace("://", "://*.") };
}

function parse(text: string): URL | undefined {
  if (!/^https?:\/\/[^\s/?#@\\]+\/?$/i.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text);
}

/** Whether a key's list of allowed origins lets this origin in. `https://*.example.com` is any one label. */
export function originAllowed(allowed: readonly string[], origin: string): boolean {
  return allowed.some((pattern) => {
    if (!pattern.includes("*.")) return pattern === origin;
    const [scheme = "", host = ""] = pattern.split("*.");
    const label =
      origin.startsWith(scheme) && origin.endsWith(`.${host}`) ? origin.slice(scheme.length, -host.length - 1) : "";
    return label !== "" && !/[./]/.test(label);
  });
}
