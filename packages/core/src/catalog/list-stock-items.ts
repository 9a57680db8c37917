import { DomainError } from "../kernel/errors.ts";
import type { Id } from "../kernel/ids.ts";
import { fallbackChain } from "../kernel/locale.ts";
import { decodeCursor, encodeCursor, toPage } from "../kernel/page.ts";
import { type Availability, availability, lowVariants } from "../inventory/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import type { CatalogErrorCode } from "./error-codes.ts";
import { type StockItemRow, stockItemRows } from "./queries/stock-items.ts";
import { searchTokens } from "./rules/search-tokens.ts";
import { ListStockItems, StockItemPage } from "./stock-schemas.ts";

const list = "catalog.stock_items";
/** Variants that run low looked at per step, and steps at most: a search among them ends, however many there are. */
const stepSize = 500;
const mostSteps = 20;

type Search = Pick<Parameters<typeof stockItemRows>[1], "chain" | "words">;

/** Rows of one more than a page; behind which variant the search goes on, where it was ended before. */
async function lowRows(ctx: TenantCtx, search: Search, atMost: number, start: string | null, limit: number) {
  const rows: StockItemRow[] = [];
  let after = start;
  for (let step = 0; step < mostSteps; step++) {
    const among = await lowVariants(ctx.db, { atMost, after, limit: stepSize });
    rows.push(...(await stockItemRows(ctx.db, { ...search, among, after, limit: limit - rows.length })));
    if (rows.length === limit || among.length < stepSize) return { rows, goesOn: null };
    after = among.at(-1) ?? null;
  }
  return { rows, goesOn: after };
}

/**
 * Variants with their stock, for the stock page. A search among those that run low may find few of many: the page
 * then holds what was found among the variants looked at, and its cursor goes on behind the last of them.
 */
export const listStockItems = read(
  "catalog.list_stock_items",
  { access: { staff: "catalog.read" }, input: ListStockItems, output: StockItemPage },
  async (ctx: TenantCtx, { first, after, q, availableAtMost }) => {
    const keys = after === null ? null : decodeCursor(list, ["string"], after);
    if (keys === undefined) throw new DomainError<CatalogErrorCode>("invalid", "catalog.bad_cursor");
    const locale = ctx.tenant.defaultLocale;
    const search = { chain: fallbackChain(locale), words: searchTokens(q, locale) };
    const start = keys?.[0] ?? null;
    const { rows, goesOn } =
      availableAtMost === null
        ? {
            rows: await stockItemRows(ctx.db, { ...search, among: null, after: start, limit: first + 1 }),
            goesOn: null,
          }
        : await lowRows(ctx, search, availableAtMost, start, first + 1);
    const { items, next } = toPage(rows, first, (row) => encodeCursor(list, [row.id]));
    const stock = await availability(
      ctx.db,
      items.map((row) => row.id),
    );
    return {
      items: items.map((row) => itemOf(row, stock.get(row.id))),
      next: next ?? (goesOn === null ? null : encodeCursor(list, [goesOn])),
    };
  },
);

function itemOf(row: StockItemRow, level: Availability | undefined) {
  return {
    variantId: row.id as Id<"var">,
    productId: row.product_id as Id<"prd">,
    title: row.title ?? "",
    options: row.variant_title ?? row.options.flatMap(({ name }) => row.option_values[name] ?? []).join(" / "),
    sku: row.sku,
    status: row.status,
    tracked: level?.tracked ?? true,
    backorder: level?.backorder ?? false,
    onHand: level?.onHand ?? 0,
    reserved: level?.reserved ?? 0,
    available: level?.available ?? 0,
  };
}
