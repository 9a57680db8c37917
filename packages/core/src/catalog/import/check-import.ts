import { DomainError } from "../../kernel/errors.ts";
import type { CurrencyCode } from "../../kernel/currency.ts";
import { allMarkets, type Market } from "../../markets/index.ts";
import type { TenantCtx } from "../../platform/context.ts";
import { roomLeft } from "../../platform/limits.ts";
import { assignSlugs } from "../assign-slugs.ts";
import { countProducts } from "../queries/products.ts";
import type { Change } from "../queries/save-products.ts";
import { type ImportFile, type ImportPrice, issue } from "../rules/import/shape.ts";
import { checkShape } from "./check-shape.ts";
import { planProducts, planTranslations } from "./plan-batch.ts";
import { addsProduct } from "../save.ts";
import type { ImportIssue } from "../schemas.ts";

const batchSize = 200;

/** Markets by what a file may call them: handle or name, in any case. */
export type MarketNames = ReadonlyMap<string, Market>;

export async function marketNames(ctx: Pick<TenantCtx, "db">): Promise<MarketNames> {
  const markets = await allMarkets(ctx.db);
  return new Map(markets.flatMap((market) => [market.name, market.handle].map((name) => [name.toLowerCase(), market])));
}

/**
 * Everything about a read file that only the shop can tell: unknown markets, SKUs and addresses of other
 * products, translations of nothing. Writes nothing; `onBatch` hears how many products are checked.
 */
export async function checkImport(
  ctx: TenantCtx,
  file: ImportFile,
  keepAsDraft: boolean,
  onBatch: (done: number) => Promise<void>,
): Promise<ImportIssue[]> {
  const markets = await marketNames(ctx);
  const issues = file.products.flatMap((product) => [
    ...checkShape(product),
    ...product.variants.flatMap((variant) => variant.prices.flatMap((price) => priceIssue(price, markets))),
  ]);
  let room = roomLeft(ctx.tenant.limits.products, await countProducts(ctx.db));
  for (let at = 0; at < file.products.length; at += batchSize) {
    const items = file.products.slice(at, at + batchSize);
    const plan = await planProducts(ctx, items, { file, keepAsDraft, categoryIds: new Map(), lock: false });
    for (const { item } of plan.planned.filter(({ change }) => addsProduct(change))) {
      if (room === 0) issues.push(issue(item.row, null, "no_room_in_plan", String(ctx.tenant.limits.products)));
      else if (room !== null) room--;
    }
    issues.push(
      ...plan.issues,
      ...(await slugIssues(
        ctx,
        plan.planned.map(({ item, change }) => ({ row: item.row, change })),
      )),
    );
    await onBatch(at + items.length);
  }
  for (let at = 0; at < file.translations.length; at += batchSize) {
    const plan = await planTranslations(ctx, file.translations.slice(at, at + batchSize), false);
    issues.push(
      ...plan.issues,
      ...(await slugIssues(
        ctx,
        plan.planned.map(({ item, change }) => ({ row: item[0]?.row ?? 0, change })),
      )),
    );
    await onBatch(at + batchSize);
  }
  return issues;
}

function priceIssue({ row, column, market, currency }: ImportPrice, markets: MarketNames): ImportIssue[] {
  if (market === null) return [];
  const found = markets.get(market.toLowerCase());
  if (found === undefined) return [issue(row, column, "unknown_market", market)];
  return found.currency === (currency as CurrencyCode) ? [] : [issue(row, column, "currency_not_of_market", currency)];
}

/** Addresses that the file asks for and another product has. Looked at one by one only when there are any. */
async function slugIssues(ctx: TenantCtx, rows: readonly { row: number; change: Change }[]): Promise<ImportIssue[]> {
  const taken = async (changes: readonly Change[]): Promise<string | null> => {
    try {
      await assignSlugs(ctx.db, ctx.tenant.defaultLocale, changes);
      return null;
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== "catalog.slug_taken") throw error;
      const { slug }: { slug?: unknown } = error.details;
      return typeof slug === "string" ? slug : "";
    }
  };
  if ((await taken(rows.map(({ change }) => change))) === null) return [];
  const issues: ImportIssue[] = [];
  for (const { row, change } of rows) {
    const slug = await taken([change]);
    if (slug !== null) issues.push(issue(row, null, "address_taken", slug));
  }
  return issues;
}
