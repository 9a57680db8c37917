import { DomainError } from "../kernel/errors.ts";
import { decodeCursor, encodeCursor, toPage } from "../kernel/page.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { listLevels } from "./queries/levels.ts";
import { ListStock, StockPage } from "./schemas.ts";
import { toStockLevel } from "./to-stock-level.ts";
import type { InventoryErrorCode } from "./error-codes.ts";

const list = "inventory.levels";

/** Levels of all or some variants, by variant and location. */
export const listStock = read(
  "inventory.list_stock",
  { access: { staff: "catalog.read" }, input: ListStock, output: StockPage },
  async (ctx: TenantCtx, { first, after, variantIds, availableAtMost }) => {
    const keys = after === null ? null : decodeCursor(list, ["string", "string"], after);
    if (keys === undefined) throw new DomainError<InventoryErrorCode>("invalid", "inventory.bad_cursor");
    const rows = await listLevels(ctx.db, { variantIds, availableAtMost, after: keys, limit: first + 1 });
    return toPage(rows.map(toStockLevel), first, (last) => encodeCursor(list, [last.variantId, last.locationId]));
  },
);
