import { ownBaseUrl } from "../domains/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { shopSettings } from "../tenants/index.ts";

/**
 * Where the buyer who holds the token sees the order: the shop's own page, or the one that the region serves, on the
 * shop's own domain where it has one.
 */
export async function statusUrl(
  ctx: Pick<TenantCtx, "db" | "regionDb" | "tenant" | "settings" | "region">,
  token: string,
): Promise<string> {
  const { orderStatusUrl } = await shopSettings(ctx.db);
  if (orderStatusUrl !== null) return orderStatusUrl.replaceAll("{token}", encodeURIComponent(token));
  const own = await ownBaseUrl(ctx);
  if (own !== undefined) return `${own}/orders/${token}`;
  const base = ctx.region === "control" ? ctx.settings.publicUrl : ctx.settings.regionUrls[ctx.region];
  return `${base}/orders/${ctx.tenant.id}/${token}`;
}
