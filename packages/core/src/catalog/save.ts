import { DomainError, notFound } from "../kernel/errors.ts";
import { violates } from "../platform/db.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { assignSlugs } from "./assign-slugs.ts";
import { type Change, saveProducts } from "./queries/save-products.ts";
import type { CatalogErrorCode } from "./error-codes.ts";
import { assertRoom } from "../tenants/index.ts";
import { countProducts } from "./queries/products.ts";

const taken: Readonly<Record<string, CatalogErrorCode>> = {
  product_slugs_pkey: "catalog.slug_taken",
  variants_sku: "catalog.sku_taken",
  variants_combination: "catalog.variant_exists",
};

/** Whether a change makes one more product that counts for the shop's plan: archived ones do not. */
export const addsProduct = ({ before, after }: Change): boolean =>
  after.status !== "archived" && (before === undefined || before.status === "archived");

/**
 * Writes products in few statements and tells what became of each. Answers those that changed.
 *
 * @throws DomainError limit `tenants.limit_products` when the shop's plan has no room for the new ones.
 */
export async function save(ctx: TenantTxCtx, changes: readonly Change[]): Promise<Change[]> {
  await assertRoom(ctx, "products", changes.filter(addsProduct).length, () => countProducts(ctx.db));
  const named = await assignSlugs(ctx.db, ctx.tenant.defaultLocale, changes);
  const changed = await saveProducts(ctx.db, named, ctx.now()).catch((error: unknown) => {
    if (violates(error, "product_categories_category")) throw notFound("category");
    const constraint = Object.keys(taken).find((name) => violates(error, name));
    if (constraint === undefined) throw error;
    throw new DomainError<CatalogErrorCode>(
      "conflict",
      taken[constraint] ?? "catalog.slug_taken",
      {},
      { cause: error },
    );
  });
  for (const { before, after } of changed) {
    const aggregateId = after.id;
    const payload = { productId: after.id, version: before === undefined ? 1 : before.version + 1 };
    ctx.emit({ type: before === undefined ? "product.created" : "product.updated", aggregateId, payload });
    if (after.status === before?.status) continue;
    if (after.status === "active") ctx.emit({ type: "product.published", aggregateId, payload });
    if (after.status === "archived") ctx.emit({ type: "product.archived", aggregateId, payload });
  }
  return changed;
}
