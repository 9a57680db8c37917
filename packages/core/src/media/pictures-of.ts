import { type Ids, type Part, together } from "../platform/parts.ts";
import { type MediaReader, toPicture } from "./picture-url.ts";
import { listPictures, type PictureRow, picturesPart } from "./queries/pictures.ts";
import type { Picture } from "./schemas.ts";

/** Pictures of many products in one statement, each product's in its order. */
export async function picturesOf(ctx: MediaReader, productIds: readonly string[]): Promise<Map<string, Picture[]>> {
  return byProduct(ctx, await listPictures(ctx.db, productIds));
}

/** The same, to be read with others. */
export function picturesOfPart(ctx: MediaReader, productIds: Ids): Part<Map<string, Picture[]>> {
  return together({ rows: picturesPart(productIds) }, ({ rows }) => byProduct(ctx, rows));
}

function byProduct(ctx: MediaReader, rows: readonly PictureRow[]): Map<string, Picture[]> {
  const products = Map.groupBy(rows, (row) => row.product_id);
  return new Map([...products].map(([id, own]) => [id, own.map((row) => toPicture(ctx, row))]));
}
