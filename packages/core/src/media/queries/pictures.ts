import { type Kysely, sql } from "kysely";
import type { Db, Tx } from "../../platform/db.ts";
import { newId } from "../../platform/new-id.ts";
import type { PictureType } from "../schemas.ts";
import type { MediaTables } from "../tables.ts";

const media = (db: Db<"tenant">): Kysely<MediaTables> => db.tables<MediaTables>();

/** A picture as a product shows it. */
export interface PictureRow {
  readonly id: string;
  readonly product_id: string;
  readonly variant_id: string | null;
  readonly sha256: string;
  readonly type: PictureType;
  readonly width: number;
  readonly height: number;
  readonly alt: Readonly<Record<string, string>>;
  readonly position: number;
  readonly source_url: string | null;
}

/** Pictures of many products in one statement, in each product's order. */
export async function listPictures(db: Db<"tenant">, productIds: readonly string[]): Promise<PictureRow[]> {
  if (productIds.length === 0) return [];
  const rows = await media(db)
    .selectFrom("product_media as p")
    .innerJoin("media as m", "m.id", "p.media_id")
    .select([
      "m.id",
      "p.product_id",
      "p.variant_id",
      "m.sha256",
      "m.type",
      "m.width",
      "m.height",
      "p.alt",
      "p.position",
      "p.source_url",
    ])
    .where("p.product_id", "=", sql<string>`any(${[...productIds]})`)
    .orderBy("p.product_id")
    .orderBy("p.position")
    .orderBy("m.id")
    .execute();
  return rows;
}

export interface NewMedia {
  readonly sha256: string;
  readonly type: PictureType;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly now: Date;
}

/** The id of the picture with these bytes, which may be there already. */
export async function insertMedia(tx: Tx<"tenant">, { now, ...fields }: NewMedia): Promise<string> {
  const row = await media(tx)
    .insertInto("media")
    .values({ id: newId("med"), created_at: now, ...fields })
    .onConflict((conflict) => conflict.column("sha256").doUpdateSet((eb) => ({ sha256: eb.ref("excluded.sha256") })))
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

export interface Placement {
  readonly productId: string;
  readonly mediaId: string;
  readonly variantId: string | null;
  readonly alt: Readonly<Record<string, string>>;
  readonly sourceUrl: string | null;
}

/** Shows a picture behind the others of a product; one that is shown already keeps its place. */
export async function placePicture(
  tx: Tx<"tenant">,
  { productId, mediaId, variantId, alt, sourceUrl }: Placement,
): Promise<void> {
  const last = await media(tx)
    .selectFrom("product_media")
    .select((eb) => eb.fn.max("position").as("position"))
    .where("product_id", "=", productId)
    .executeTakeFirst();
  await media(tx)
    .insertInto("product_media")
    .values({
      product_id: productId,
      media_id: mediaId,
      variant_id: variantId,
      alt: JSON.stringify(alt),
      position: (last?.position ?? -1) + 1,
      source_url: sourceUrl,
    })
    .onConflict((conflict) => conflict.columns(["product_id", "media_id"]).doNothing())
    .execute();
}

export async function unplacePicture(tx: Tx<"tenant">, productId: string, mediaId: string): Promise<boolean> {
  const gone = await media(tx)
    .deleteFrom("product_media")
    .where("product_id", "=", productId)
    .where("media_id", "=", mediaId)
    .returning("media_id")
    .executeTakeFirst();
  return gone !== undefined;
}

export interface Arrangement {
  readonly mediaId: string;
  readonly position: number;
  readonly alt: Readonly<Record<string, string>>;
  readonly variantId: string | null;
}

export async function arrange(tx: Tx<"tenant">, productId: string, list: readonly Arrangement[]): Promise<void> {
  if (list.length === 0) return;
  await media(tx)
    .insertInto("product_media")
    .values(
      list.map(({ mediaId, position, alt, variantId }) => ({
        product_id: productId,
        media_id: mediaId,
        variant_id: variantId,
        alt: JSON.stringify(alt),
        position,
        source_url: null,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(["product_id", "media_id"]).doUpdateSet((eb) => ({
        position: eb.ref("excluded.position"),
        alt: eb.ref("excluded.alt"),
        variant_id: eb.ref("excluded.variant_id"),
      })),
    )
    .execute();
}
