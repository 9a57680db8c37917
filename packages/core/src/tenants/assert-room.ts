import { DomainError } from "../kernel/errors.ts";
import { roomLeft } from "../platform/limits.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { lockShop } from "./queries/shop.ts";

const codes = {
  products: "tenants.limit_products",
  storageBytes: "tenants.limit_storage",
  markets: "tenants.limit_markets",
} as const;

/**
 * Throws `limit` unless the shop's plan has room for so many more, by what `count` says is there. The shop's row is
 * locked until the transaction ends, so that two who come at once cannot both take the last place.
 */
export async function assertRoom(
  ctx: Pick<TenantTxCtx, "db" | "tenant">,
  name: keyof typeof codes,
  adding: number,
  count: () => Promise<number>,
): Promise<void> {
  const limit = ctx.tenant.limits[name];
  if (limit === null || adding <= 0) return;
  await lockShop(ctx.db);
  const used = await count();
  if (adding > (roomLeft(limit, used) ?? adding)) throw limitReached(name, limit, used);
}

/** The refusal, with the limit and what is used; of storage in megabytes too, as it is told. */
export function limitReached(name: keyof typeof codes, limit: number, used: number): DomainError {
  const megabytes = name === "storageBytes" ? { megabytes: Math.floor(limit / 1_048_576) } : {};
  return new DomainError("limit", codes[name], { limit, used, ...megabytes });
}
