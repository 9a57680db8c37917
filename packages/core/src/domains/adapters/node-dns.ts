import { Resolver } from "node:dns/promises";
import { domainToUnicode } from "node:url";

/** What is asked of DNS. No record is an empty list; a fault is `unknown`, for a fault says nothing of the records. */
export interface Dns {
  txt(name: string): Promise<readonly string[] | "unknown">;
  cname(name: string): Promise<readonly string[] | "unknown">;
  addresses(name: string): Promise<readonly string[] | "unknown">;
}

const timeoutMillis = 2_000;
const tries = 2;

/** The name or the kind of record is not there. */
const absent = new Set(["ENOTFOUND", "ENODATA"]);

async function asked<T>(
  question: Promise<T[]>,
  toTexts: (record: T) => string,
): Promise<readonly string[] | "unknown"> {
  try {
    return (await question).map(toTexts);
  } catch (error) {
    return error instanceof Error && "code" in error && absent.has(String(error.code)) ? [] : "unknown";
  }
}

/** Asks the system's resolvers, or these: `address:port`. */
export function openDns(servers: readonly string[]): Dns {
  const resolver = new Resolver({ timeout: timeoutMillis, tries });
  if (servers.length > 0) resolver.setServers(servers);
  const same = (text: string): string => text;
  return {
    // A text of more than 255 bytes comes in pieces (RFC 7208 §3.3 joins them without a space).
    txt: (name) => asked(resolver.resolveTxt(name), (pieces) => pieces.join("")),
    cname: (name) => asked(resolver.resolveCname(name), (target) => target.toLowerCase().replace(/\.$/, "")),
    addresses: async (name) => {
      const [four, six] = await Promise.all([
        asked(resolver.resolve4(name), same),
        asked(resolver.resolve6(name), same),
      ]);
      if (four !== "unknown" && six !== "unknown") return [...four, ...six];
      const known = [four, six].flatMap((found) => (found === "unknown" ? [] : found));
      return known.length > 0 ? known : "unknown";
    },
  };
}

/** An `xn--` name in its own script. */
export const toUnicode = (host: string): string => domainToUnicode(host);
