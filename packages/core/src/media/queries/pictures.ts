import type { Kysely } from "kysely";
import type { Db, Tx } from "../../platform/db.ts";
import { anyOf, type Ids, type Part, part, readPart } from "../../platform/parts.ts";
import { type Given, piece } from "../../platform/statement.ts";
import { newId } from "../../platform/new-id.ts";
import type { FocalPoint, PictureType } from "../schemas.ts";
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
  readonly widths: readonly number[];
  readonly focal_x: number;
  readonly focal_y: number;
  readonly alt: Readonly<Record<string, string>>;
  readonly position: number;
  readonly source_url: string | null;
}

/** Pictures of many products in one statement, in each product's order. */
export async function listPictures(db: Db<"tenant">, productIds: readonly string[]): Promise<PictureRow[]> {
  return productIds.length === 0 ? [] : readPart(db, picturesPart(productIds));
}

/** The same, to be read with others. */
export function picturesPart(productIds: Ids): Part<PictureRow[]> {
  return part(pictures({ productIds }), (rows) => rows);
}

const pictures = piece((tables: Kysely<MediaTables>, { productIds }: Given<{ productIds: readonly string[] }>) =>
  tables
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
      "m.widths",
      "p.focal_x",
      "p.focal_y",
      "p.alt",
      "p.position",
      "p.source_url",
    ])
    .where("p.product_id", "=", anyOf(productIds))
    .orderBy("p.product_id")
    .orderBy("p.position")
    .orderBy("m.id"),
);

export interface NewMedia {
  readonly sha256: string;
  readonly type: PictureType;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly widths: readonly number[];
  readonly now: Date;
}

/** The id of the picture with these bytes, which may be there already. */
export async function insertMedia(tx: Tx<"tenant">, { now, widths, ...fields }: NewMedia): Promise<string> {
  const row = await media(tx)
    .insertInto("media")
    .values({ id: newId("med"), created_at: now, widths: [...widths], ...fields })
    .onConflict((conflict) => conflict.column("sha256").doUpdateSet((eb) => ({ widths: eb.ref("excluded.widths") })))
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
  readonly focal: FocalPoint;
  readonly variantId: string | null;
}

export async function arrange(tx: Tx<"tenant">, productId: string, list: readonly Arrangement[]): Promise<void> {
  if (list.length === 0) return;
  await media(tx)
    .insertInto("product_media")
    .values(
      list.map(({ mediaId, position, alt, focal, variantId }) => ({
        product_id: productId,
        media_id: mediaId,
        variant_id: variantId,
        alt: JSON.stringify(alt),
        position,
        focal_x: focal.x,
        focal_y: focal.y,
        source_url: null,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(["product_id", "media_id"]).doUpdateSet((eb) => ({
        position: eb.ref("excluded.position"),
        alt: eb.ref("excluded.alt"),
        focal_x: eb.ref("excluded.focal_x"),
        focal_y: eb.ref("excluded.focal_y"),
        variant_id: eb.ref("excluded.variant_id"),
      })),
    )
    .execute();
}

export async function hasPicture(db: Db<"tenant">, sha256: string): Promise<boolean> {
  const row = await media(db).selectFrom("media").select("id").where("sha256", "=", sha256).executeTakeFirst();
  return row !== undefined;
}

/** Which of these hashes belong to pictures of the shop. */
export async function knownPictures(db: Db<"tenant">, hashes: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await media(db).selectFrom("media").select("sha256").where("sha256", "=", anyOf(hashes)).execute();
  return new Set(rows.map((row) => row.sha256));
}

/** Bytes of all pictures of the shop. */
export async function storedBytes(db: Db<"tenant">): Promise<number> {
  const row = await media(db)
    .selectFrom("media")
    .select((eb) => eb.fn.sum<string | null>("bytes").as("bytes"))
    .executeTakeFirstOrThrow();
  return Number(row.bytes ?? 0);
}
