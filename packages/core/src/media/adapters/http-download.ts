import { lookup } from "node:dns/promises";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { isPublicAddress } from "../public-address.ts";
import type { PictureFault } from "../schemas.ts";

export type Download =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "fault"; readonly fault: PictureFault };

export interface DownloadOptions {
  readonly maxBytes: number;
  readonly timeoutMillis: number;
  /** `host` or `host:port` that may be fetched although they are private, on any port. */
  readonly privateHosts: readonly string[];
}

const maxRedirects = 3;
const fault = (reason: PictureFault): Download => ({ kind: "fault", fault: reason });

/**
 * Fetches what a stranger's address names, without being led into our own network: each hop's name is resolved
 * once, all its addresses must be public, and the connection goes to the address that was checked.
 */
export async function download(address: string, options: DownloadOptions): Promise<Download> {
  const signal = AbortSignal.timeout(options.timeoutMillis);
  let target = address;
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const url = URL.parse(target);
    if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") {
      return fault("picture_address");
    }
    const response = await hopTo(url, options, signal);
    if (response === "not_allowed") return fault("picture_not_allowed");
    if (response === "unreachable") return fault("picture_unreachable");
    const { statusCode = 0, headers } = response;
    if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
      response.destroy();
      const next = URL.parse(headers.location, url.href);
      if (next === null) return fault("picture_address");
      target = next.href;
      continue;
    }
    if (statusCode !== 200) {
      response.destroy();
      return fault(statusCode >= 500 ? "picture_unreachable" : "picture_not_found");
    }
    return body(response, options.maxBytes);
  }
  return fault("picture_not_found");
}

async function hopTo(
  url: URL,
  { privateHosts }: DownloadOptions,
  signal: AbortSignal,
): Promise<IncomingMessage | "not_allowed" | "unreachable"> {
  const name = url.hostname.replace(/^\[|\]$/g, "");
  const trusted = privateHosts.includes(url.host) || privateHosts.includes(url.hostname);
  // A URL without a port has the scheme's own: other ports lead to services that are no web servers.
  if (!trusted && url.port !== "") return "not_allowed";
  const addresses = isIP(name) > 0 ? [name] : await resolved(name, signal);
  const [pinned] = addresses;
  if (pinned === undefined) return "unreachable";
  if (!trusted && !addresses.every(isPublicAddress)) return "not_allowed";
  const toPinned: LookupFunction = (_name, wanted, done) => {
    const family = isIP(pinned);
    if (wanted.all === true) done(null, [{ address: pinned, family }]);
    else done(null, pinned, family);
  };
  const send = url.protocol === "https:" ? httpsRequest : httpRequest;
  const headers = { accept: "image/avif,image/webp,image/png,image/jpeg,image/gif", "user-agent": "Meridian-Import" };
  return new Promise((resolve) => {
    send(url, { agent: false, headers, lookup: toPinned, signal, maxHeaderSize: 16_384 }, resolve)
      .on("error", () => resolve("unreachable"))
      .end();
  });
}

async function resolved(name: string, signal: AbortSignal): Promise<string[]> {
  const given = new Promise<string[]>((resolve) => {
    signal.addEventListener("abort", () => resolve([]), { once: true });
  });
  const found = lookup(name, { all: true }).then(
    (list) => list.map((one) => one.address),
    () => [],
  );
  return Promise.race([found, given]);
}

async function body(response: IncomingMessage, maxBytes: number): Promise<Download> {
  if (Number(response.headers["content-length"] ?? 0) > maxBytes) {
    response.destroy();
    return fault("picture_too_large");
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of response as AsyncIterable<Uint8Array>) {
      length += chunk.byteLength;
      // Leaving the loop destroys the response.
      if (length > maxBytes) return fault("picture_too_large");
      chunks.push(chunk);
    }
  } catch {
    return fault("picture_unreachable");
  }
  return { kind: "bytes", bytes: Buffer.concat(chunks) };
}
