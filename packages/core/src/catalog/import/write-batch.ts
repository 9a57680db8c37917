import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import { setCountedStock, setStockPolicies } from "../../inventory/index.ts";
import type { FetchPictures } from "../../media/index.ts";
import type { TenantTxCtx } from "../../platform/verb.ts";
import { type NewPrice, writePrices } from "../../pricing/index.ts";
import type { Change } from "../queries/save-products.ts";
import { ensureCategories } from "../queries/categories.ts";
import { pathSteps } from "../rules/category.ts";
import type { ProductState, VariantState } from "../rules/product-state.ts";
import { isFrom } from "../rules/import/merge.ts";
import { type ImportProduct, type ImportTranslation, type ImportVariant, issue } from "../rules/import/shape.ts";
import { save } from "../save.ts";
import type { MarketNames } from "./check-import.ts";
import { planProducts, type PlanOptions, planTranslations } from "./plan-batch.ts";
import type { ImportIssue } from "../schemas.ts";

export interface Batch {
  /** The import's id: its stock counts are set once. */
  readonly reference: string;
  readonly startedAt: Date;
  readonly markets: MarketNames;
  readonly options: Pick<PlanOptions, "file" | "keepAsDraft">;
}

export interface Written {
  readonly created: number;
  readonly changed: number;
  readonly prices: number;
  readonly pictures: FetchPictures["items"];
  readonly warnings: readonly ImportIssue[];
}

/** A line of the file with the variant that it became. */
interface Landed {
  readonly line: ImportVariant;
  readonly variant: VariantState;
  readonly isNew: boolean;
}

/** Writes a batch of products with categories, variants, prices and stock, in the caller's transaction. */
export async function writeProducts(ctx: TenantTxCtx, items: readonly ImportProduct[], batch: Batch): Promise<Written> {
  const categoryIds = await categoriesFor(ctx, items);
  const { planned } = await planProducts(ctx, items, { ...batch.options, categoryIds, lock: true });
  const changed = await save(
    ctx,
    planned.map((one) => one.change),
  );
  const landed = planned.flatMap(({ item, change }) => landedVariants(item, change.before, change.after));
  const prices = landed.flatMap(({ line, variant }) => pricesOf(line, variant.id, batch.markets));
  await writeStockPolicies(ctx, landed);
  await writePrices(ctx, prices);
  const warnings = await countStock(ctx, landed, batch.reference);
  // After a crash the batch is written again: what this import made before still counts as its own.
  const isNew = ({ before }: Change) => before === undefined || before.createdAt >= batch.startedAt;
  const touched = planned
    .map(({ change }) => change)
    .filter(
      ({ before, after }) =>
        changed.some((one) => one.after.id === after.id) || (before?.updatedAt ?? 0) >= batch.startedAt,
    );
  return {
    created: touched.filter(isNew).length,
    changed: touched.filter((one) => !isNew(one)).length,
    prices: prices.length,
    pictures: planned.flatMap(({ item, change }) => picturesOf(ctx, item, change.after)),
    warnings,
  };
}

/** Writes a batch of translations; answers how many products changed. */
export async function writeTranslations(ctx: TenantTxCtx, lines: readonly ImportTranslation[]): Promise<number> {
  const { planned } = await planTranslations(ctx, lines, true);
  return (
    await save(
      ctx,
      planned.map((one) => one.change),
    )
  ).length;
}

async function categoriesFor(ctx: TenantTxCtx, items: readonly ImportProduct[]): Promise<Map<string, string>> {
  const locale = ctx.tenant.defaultLocale;
  const names = items.flatMap((item) => item.categories);
  const byPath = await ensureCategories(ctx.db, pathSteps(names, locale), locale);
  return new Map(
    names.map((path) => {
      const last = pathSteps([path], locale).at(-1);
      return [path.join("\u001f"), byPath.get(last?.path ?? "") ?? ""];
    }),
  );
}

function landedVariants(item: ImportProduct, before: ProductState | undefined, after: ProductState): Landed[] {
  const old = new Set(before?.variants.map((variant) => variant.id));
  return item.variants.flatMap((line) => {
    const variant = after.variants.find((one) => isFrom(line, one));
    return variant === undefined ? [] : [{ line, variant, isNew: !old.has(variant.id) }];
  });
}

async function writeStockPolicies(ctx: TenantTxCtx, landed: readonly Landed[]): Promise<void> {
  const policies = landed
    .filter(({ line, isNew }) => isNew || Object.keys(line.flags).length > 0)
    .map(({ line, variant }) => ({
      variantId: variant.id,
      tracked: line.flags.trackInventory,
      backorder: line.flags.allowBackorder,
    }));
  await setStockPolicies(ctx.db, policies, ctx.now());
}

async function countStock(ctx: TenantTxCtx, landed: readonly Landed[], reference: string): Promise<ImportIssue[]> {
  const counted = landed.flatMap(({ line, variant }) => {
    const { stock } = line.numbers;
    return stock === undefined ? [] : [{ variantId: variant.id, onHand: stock, row: line.row }];
  });
  const refused = await setCountedStock(ctx.db, counted, reference, ctx.now());
  return counted
    .filter((one) => refused.includes(one.variantId))
    .map((one) => issue(one.row, null, "stock_below_reserved", String(one.onHand)));
}

function pricesOf(line: ImportVariant, variantId: string, markets: MarketNames): NewPrice[] {
  return line.prices.map((price) => ({
    variantId,
    marketId: price.market === null ? null : (markets.get(price.market.toLowerCase())?.id ?? null),
    // Read cells hold active currencies only.
    currency: price.currency as ActiveCurrencyCode,
    amount: price.amount,
    compareAt: price.compareAt,
  }));
}

function picturesOf(ctx: TenantTxCtx, item: ImportProduct, product: ProductState): FetchPictures["items"] {
  const productId = product.id as FetchPictures["items"][number]["productId"];
  const place = (url: string, alt: string | null, row: number, variantId: string | null) => ({
    productId,
    variantId: variantId as FetchPictures["items"][number]["variantId"],
    url: url.slice(0, 2_000),
    alt: alt === null ? {} : { [ctx.tenant.defaultLocale]: alt },
    row,
  });
  const own = landedVariants(item, undefined, product).flatMap(({ line, variant }) =>
    line.pictures.map((picture) => place(picture.url, picture.alt, picture.row, variant.id)),
  );
  return [...item.pictures.map((picture) => place(picture.url, picture.alt, picture.row, null)), ...own];
}
