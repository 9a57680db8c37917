import { DomainError } from "../kernel/errors.ts";
import type { Id } from "../kernel/ids.ts";
import { fallbackChain } from "../kernel/locale.ts";
import { decodeCursor, encodeCursor } from "../kernel/page.ts";
import { type Availability, availability } from "../inventory/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import type { CatalogErrorCode } from "./error-codes.ts";
import { stockItemRows } from "./queries/stock-items.ts";
import { searchTokens } from "./rules/search-tokens.ts";
import { ListStockItems, StockItemPage } from "./stock-schemas.ts";

const list = "catalog.stock_items";
/** Variants looked at per step, and steps at most: a search for what runs low ends, however large the shop is. */
const stepSize = 500;
const mostSteps = 20;

/**
 * Variants with their stock, for the stock page. Only what runs low may be a small part of many: the page then holds
 * what was found among the variants looked at, and its cursor goes on behind the last of them.
 */
export const listStockItems = read(
  "catalog.list_stock_items",
  { access: { staff: "catalog.read" }, input: ListStockItems, output: StockItemPage },
  async (ctx: TenantCtx, { first, after, q, availableAtMost }) => {
    const keys = after === null ? null : decodeCursor(list, ["string"], after);
    if (keys === undefined) throw new DomainError<CatalogErrorCode>("invalid", "catalog.bad_cursor");
    const chain = fallbackChain(ctx.tenant.defaultLocale);
    const words = searchTokens(q, ctx.tenant.defaultLocale);
    const step = availableAtMost === null ? first : stepSize;
    const items = [];
    let last = keys?.[0] ?? null;
    for (let steps = 0; steps < mostSteps; steps++) {
      const rows = await stockItemRows(ctx.db, { chain, words, after: last, limit: step + 1 });
      const looked = rows.slice(0, step);
      const stock = await availability(
        ctx.db,
        looked.map((row) => row.id),
      );
      for (const row of looked) {
        last = row.id;
        const level = stock.get(row.id);
        if (availableAtMost !== null && !runsLow(level, availableAtMost)) continue;
        items.push({
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
        });
        if (items.length === first) return { items, next: isLast(rows, row.id) ? null : encodeCursor(list, [row.id]) };
      }
      if (rows.length <= step) return { items, next: null };
    }
    return { items, next: last === null ? null : encodeCursor(list, [last]) };
  },
);

const isLast = (rows: readonly { readonly id: string }[], id: string): boolean => rows.at(-1)?.id === id;

function runsLow(level: Availability | undefined, atMost: number): boolean {
  return level !== undefined && level.tracked && !level.backorder && level.available <= atMost;
}
