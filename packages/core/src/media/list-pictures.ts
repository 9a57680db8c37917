import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { picturesOf } from "./pictures-of.ts";
import { ListPictures, Pictures } from "./schemas.ts";

/** A product's pictures in their order. */
export const listPicturesOf = read(
  "media.list_pictures",
  { access: { staff: "catalog.read" }, input: ListPictures, output: Pictures },
  async (ctx: TenantCtx, { productId }) => ({ items: (await picturesOf(ctx, [productId])).get(productId) ?? [] }),
);
