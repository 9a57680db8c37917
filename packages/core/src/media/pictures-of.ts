import { type MediaReader, toPicture } from "./picture-url.ts";
import { listPictures } from "./queries/pictures.ts";
import type { Picture } from "./schemas.ts";

/** Pictures of many products in one statement, each product's in its order. */
export async function picturesOf(ctx: MediaReader, productIds: readonly string[]): Promise<Map<string, Picture[]>> {
  const byProduct = new Map<string, Picture[]>();
  for (const row of await listPictures(ctx.db, productIds)) {
    const list = byProduct.get(row.product_id) ?? [];
    list.push(toPicture(ctx, row));
    byProduct.set(row.product_id, list);
  }
  return byProduct;
}
