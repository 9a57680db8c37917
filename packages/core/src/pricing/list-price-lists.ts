import { notFound } from "../kernel/errors.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { PriceList, PriceListRef, PriceLists } from "./list-schemas.ts";
import { selectList, selectLists } from "./queries/lists.ts";

/** All price lists, the highest priority first. */
export const listPriceLists = read(
  "pricing.list_price_lists",
  { access: { staff: "catalog.read" }, input: nothing, output: PriceLists },
  async (ctx: TenantCtx) => ({ items: await selectLists(ctx.db) }),
);

export const getPriceList = read(
  "pricing.get_price_list",
  { access: { staff: "catalog.read" }, input: PriceListRef, output: PriceList },
  async (ctx: TenantCtx, { id }) => {
    const list = await selectList(ctx.db, id);
    if (list === undefined) throw notFound("price_list");
    return list;
  },
);
