import { DomainError, notFound } from "../kernel/errors.ts";
import { decodeCursor, encodeCursor, toPage } from "../kernel/page.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { ListListPrices, ListPricePage } from "./list-schemas.ts";
import { selectList, selectListPrices } from "./queries/lists.ts";
import type { PricingErrorCode } from "./schemas.ts";

const list = "pricing.list_prices_of_list";

/** The fixed prices of a list, by variant, currency and quantity. */
export const listListPrices = read(
  "pricing.list_list_prices",
  { access: { staff: "catalog.read" }, input: ListListPrices, output: ListPricePage },
  async (ctx: TenantCtx, { listId, variantIds, first, after }) => {
    if ((await selectList(ctx.db, listId)) === undefined) throw notFound("price_list");
    const keys = after === null ? null : decodeCursor(list, ["string", "string", "integer"], after);
    if (keys === undefined) throw new DomainError<PricingErrorCode>("invalid", "pricing.bad_cursor");
    const place = keys && { variantId: keys[0], currency: keys[1], minQuantity: keys[2] };
    const rows = await selectListPrices(ctx.db, listId, variantIds, place, first + 1);
    return toPage(rows, first, (last) => encodeCursor(list, [last.variantId, last.currency, last.minQuantity]));
  },
);
