import { newId } from "../../platform/new-id.ts";
import type { TenantCtx } from "../../platform/context.ts";
import { loadProducts } from "../queries/products.ts";
import type { Change } from "../queries/save-products.ts";
import { productsBySku, productsBySlug } from "../queries/slugs.ts";
import { mergeProduct, mergeTranslations } from "../rules/import/merge.ts";
import { type ImportFile, type ImportProduct, type ImportTranslation, issue } from "../rules/import/shape.ts";
import { variantFault } from "../rules/variants.ts";
import type { ImportIssue } from "../schemas.ts";

export interface Planned<T> {
  readonly item: T;
  readonly change: Change;
}

export interface Plan<T> {
  readonly planned: readonly Planned<T>[];
  readonly issues: readonly ImportIssue[];
}

export interface PlanOptions {
  readonly file: Pick<ImportFile, "defaultStatus">;
  readonly keepAsDraft: boolean;
  readonly categoryIds: ReadonlyMap<string, string>;
  /** Locks what is there: for writing. */
  readonly lock: boolean;
}

type Reader = Pick<TenantCtx, "db" | "tenant" | "now">;

/** What lines of products would make of the catalogue, and why some cannot be. Writes nothing. */
export async function planProducts(
  ctx: Reader,
  items: readonly ImportProduct[],
  options: PlanOptions,
): Promise<Plan<ImportProduct>> {
  const source = ctx.tenant.defaultLocale;
  const ids = await productsBySlug(
    ctx.db,
    source,
    items.map((item) => item.handle),
  );
  const skus = await productsBySku(
    ctx.db,
    items.flatMap((item) => item.variants.flatMap((variant) => variant.sku ?? [])),
  );
  const known = await loadProducts(ctx.db, [...new Set(ids.values())], options.lock);
  const issues: ImportIssue[] = [];
  const planned = items.map((item) => {
    const before = known.get(ids.get(item.handle) ?? "");
    const after = mergeProduct(before, item, {
      source,
      now: ctx.now(),
      keepAsDraft: options.keepAsDraft,
      defaultStatus: options.file.defaultStatus,
      categoryIds: options.categoryIds,
      newProductId: () => newId("prd"),
      newVariantId: () => newId("var"),
    });
    if ((after.contents[source]?.title ?? null) === null) issues.push(issue(item.row, null, "no_title", item.handle));
    for (const { row, sku } of item.variants) {
      const owner = sku === undefined ? undefined : skus.get(sku);
      if (owner !== undefined && owner.productId !== before?.id)
        issues.push(issue(row, null, "sku_taken", sku ?? null));
    }
    const fault = variantFault(after.options, after.variants);
    if (fault !== null) issues.push(issue(item.row, null, "options_do_not_fit", item.handle));
    return { item, change: { before, after } };
  });
  return { planned, issues };
}

/** The same for lines that translate products; a product takes all its lines at once. */
export async function planTranslations(
  ctx: Reader,
  lines: readonly ImportTranslation[],
  lock: boolean,
): Promise<Plan<readonly ImportTranslation[]>> {
  const source = ctx.tenant.defaultLocale;
  const ids = await productsBySlug(ctx.db, source, [...new Set(lines.map((line) => line.handle))]);
  const known = await loadProducts(ctx.db, [...new Set(ids.values())], lock);
  const issues: ImportIssue[] = [];
  const planned: Planned<readonly ImportTranslation[]>[] = [];
  for (const [handle, item] of Map.groupBy(lines, (line) => line.handle)) {
    const before = known.get(ids.get(handle) ?? "");
    if (before === undefined) issues.push(...item.map((line) => issue(line.row, null, "unknown_product", handle)));
    else planned.push({ item, change: { before, after: mergeTranslations(before, item, source) } });
  }
  return { planned, issues };
}
