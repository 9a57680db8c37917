import type { AnyCtx } from "../platform/context.ts";
import { toUnicode } from "./adapters/node-dns.ts";
import { registrableDomain } from "./adapters/tldts.ts";
import type { HostPolicy } from "./rules/host-name.ts";

/** Where a shop's domain has to point. */
export function targetOf(ctx: Pick<AnyCtx, "settings" | "region">): string {
  const { regionUrls, publicUrl } = ctx.settings;
  return new URL(ctx.region === "control" ? publicUrl : regionUrls[ctx.region]).hostname;
}

/** Names that are the platform's own and never a shop's. */
export function ownHosts({ settings }: Pick<AnyCtx, "settings">): string[] {
  const { publicUrl, controlUrl, consoleUrl, regionUrls } = settings;
  const urls = [publicUrl, controlUrl, consoleUrl, ...Object.values(regionUrls)];
  return [...new Set(["localhost", ...urls.map((url) => new URL(url).hostname), ...(settings.ownHosts ?? [])])];
}

export function policyOf(ctx: Pick<AnyCtx, "settings">): HostPolicy {
  const specialUse = ctx.settings.environment !== "production";
  return { own: ownHosts(ctx), specialUse, toUnicode, registrableDomain };
}

/** The record that proves a domain. Below the domain, so that it stands beside a CNAME. */
export const proofName = (host: string): string => `_meridian.${host}`;
