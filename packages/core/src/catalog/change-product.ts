import { DomainError, notFound } from "../kernel/errors.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { loadProducts } from "./queries/products.ts";
import type { ProductState } from "./rules/product-state.ts";
import { variantFault } from "./rules/variants.ts";
import { save } from "./save.ts";
import type { CatalogErrorCode } from "./error-codes.ts";

/**
 * Changes one product as a whole under its lock.
 *
 * @throws DomainError not_found; conflict `catalog.stale` when the caller saw another version.
 */
export async function changeProduct(
  ctx: TenantTxCtx,
  { id, version }: { readonly id: string; readonly version: number },
  change: (product: ProductState) => ProductState,
): Promise<ProductState> {
  const before = (await loadProducts(ctx.db, [id], true)).get(id);
  if (before === undefined) throw notFound("product");
  if (before.version !== version)
    throw new DomainError<CatalogErrorCode>("conflict", "catalog.stale", { current: { version: before.version } });
  const after = change(before);
  checkVariants(after);
  await save(ctx, [{ before, after }]);
  return after;
}

/** @throws DomainError invalid `catalog.variants_do_not_fit` with what does not. */
export function checkVariants({ options, variants }: Pick<ProductState, "options" | "variants">): void {
  const fault = variantFault(options, variants);
  if (fault !== null) throw new DomainError<CatalogErrorCode>("invalid", "catalog.variants_do_not_fit", { fault });
}
