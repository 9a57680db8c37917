import type { Id } from "../kernel/ids.ts";
import { notFound } from "../kernel/errors.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { loadProducts } from "./queries/products.ts";
import type { ProductStatus } from "./schemas.ts";
import { save } from "./save.ts";

/** Brings many products to a status, all or none; those that have it already stay untouched. */
export async function setStatus(ctx: TenantTxCtx, ids: readonly string[], status: ProductStatus): Promise<Id<"prd">[]> {
  const wanted = [...new Set(ids)];
  const products = await loadProducts(ctx.db, wanted, true);
  if (products.size !== wanted.length) throw notFound("product");
  const changes = [...products.values()].map((before) => ({
    before,
    after: {
      ...before,
      status,
      publishedAt: status === "active" ? (before.publishedAt ?? ctx.now()) : before.publishedAt,
    },
  }));
  const changed = await save(ctx, changes);
  return changed.map((change) => change.after.id as Id<"prd">);
}
