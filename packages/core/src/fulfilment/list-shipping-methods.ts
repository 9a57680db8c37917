import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { selectMethods } from "./queries/methods.ts";
import { ListShippingMethods, ShippingMethodList } from "./schemas.ts";

export const listShippingMethods = read(
  "fulfilment.list_shipping_methods",
  { access: { staff: "shop.read" }, input: ListShippingMethods, output: ShippingMethodList },
  async (ctx: TenantCtx, { marketId }) => ({ items: await selectMethods(ctx.db, marketId) }),
);
