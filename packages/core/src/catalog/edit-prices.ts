import { DomainError, notFound } from "../kernel/errors.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read, write } from "../platform/verb.ts";
import { applyPriceEdit, planPriceEdit } from "../pricing/index.ts";
import type { CatalogErrorCode } from "./error-codes.ts";
import { categoriesById } from "./queries/categories.ts";
import { areProducts, variantIdsOf, variantNames } from "./queries/variant-ids.ts";
import {
  DescribedVariants,
  DescribeVariants,
  EditPrices,
  PreviewPriceEdit,
  type PriceEditFilter,
  PriceEditResult,
} from "./price-edit-schemas.ts";

/** One edit is one transaction: more prices are edited in parts. */
const mostVariants = 2_000;

async function foundBy(ctx: Pick<TenantCtx, "db">, filter: PriceEditFilter): Promise<string[]> {
  if (filter.categoryId !== null && (await categoriesById(ctx.db, [filter.categoryId])).length === 0) {
    throw notFound("category");
  }
  if (!(await areProducts(ctx.db, filter.productIds))) throw notFound("product");
  const ids = await variantIdsOf(ctx.db, filter, mostVariants + 1);
  if (ids.length <= mostVariants) return ids;
  throw new DomainError<CatalogErrorCode>("limit", "catalog.too_many_prices", { most: mostVariants });
}

/** What an edit of the prices of all products that a filter finds would do, price by price. */
export const previewPriceEdit = read(
  "catalog.preview_price_edit",
  { access: { staff: "catalog.read" }, urgency: "extra", input: PreviewPriceEdit, output: PriceEditResult },
  async (ctx: TenantCtx, { filter, edit }) => planPriceEdit(ctx, await foundBy(ctx, filter), edit),
);

/** Makes an edit that was previewed: all of it as it was seen, or nothing when a price or product has changed. */
export const editPrices = write(
  "catalog.edit_prices",
  {
    access: { staff: "catalog.write" },
    input: EditPrices,
    output: PriceEditResult,
    audit: (input, done) => ({
      subject: input.edit.marketId ?? "prices",
      details: { changed: done.changed, kind: input.edit.change.kind },
    }),
    leaves: ["outbox"],
  },
  async (ctx, { filter, edit, fingerprint }) => applyPriceEdit(ctx, await foundBy(ctx, filter), edit, fingerprint),
);

/** What variants are called, for lists that hold their ids alone. Unknown ones are left out. */
export const describeVariants = read(
  "catalog.describe_variants",
  { access: { staff: "catalog.read" }, input: DescribeVariants, output: DescribedVariants },
  async (ctx: TenantCtx, { variantIds }) => {
    const names = await variantNames(ctx.db, variantIds, ctx.tenant.defaultLocale);
    return {
      items: [...names].map(([id, { productId, ...name }]) => ({
        variantId: id as `var_${string}`,
        productId: productId as `prd_${string}`,
        ...name,
      })),
    };
  },
);
