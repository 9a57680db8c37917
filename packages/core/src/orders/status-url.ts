import { ownBaseUrl } from "../domains/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { shopSettings } from "../tenants/index.ts";

type Hosting = Pick<TenantCtx, "db" | "regionDb" | "tenant" | "settings" | "region">;

/**
 * Where the buyer who holds the token sees the order: the shop's own page, or the one that the region serves, on the
 * shop's own domain where it has one.
 */
export async function statusUrl(ctx: Hosting, token: string): Promise<string> {
  const { orderStatusUrl } = await shopSettings(ctx.db);
  if (orderStatusUrl !== null) return orderStatusUrl.replaceAll("{token}", encodeURIComponent(token));
  return hostedUrl(ctx, token);
}

/** The region's own page of an order's token, or of a checkout's id, which is as secret. */
export async function hostedUrl(ctx: Hosting, token: string): Promise<string> {
  const own = await ownBaseUrl(ctx);
  if (own !== undefined) return `${own}/orders/${token}`;
  const base = ctx.region === "control" ? ctx.settings.publicUrl : ctx.settings.regionUrls[ctx.region];
  return `${base}/orders/${ctx.tenant.id}/${token}`;
}
