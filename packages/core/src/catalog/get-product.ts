import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { inOwnLocales } from "./own-locales.ts";
import { productView } from "./product-view.ts";
import { GetProduct, Product } from "./schemas.ts";

/** A product with all its locales, variants, stock and pictures. */
export const getProduct = read(
  "catalog.get_product",
  { access: { staff: "catalog.read" }, input: GetProduct, output: Product },
  async (ctx: TenantCtx, { id }) => inOwnLocales(ctx, await productView(ctx, id)),
);
