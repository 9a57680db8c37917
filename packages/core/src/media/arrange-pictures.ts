import { notFound } from "../kernel/errors.ts";
import { violates } from "../platform/db.ts";
import { write } from "../platform/verb.ts";
import { picturesOf } from "./pictures-of.ts";
import { arrange } from "./queries/pictures.ts";
import { ArrangePictures, Pictures } from "./schemas.ts";

/** Puts a product's pictures into a new order and changes their texts and focal points. */
export const arrangePictures = write(
  "media.arrange_pictures",
  {
    access: { staff: "catalog.write" },
    input: ArrangePictures,
    output: Pictures,
    audit: (input) => ({
      subject: input.productId,
      details: { pictures: input.pictures.map((picture) => picture.id) },
    }),
    leaves: ["outbox"],
  },
  async (ctx, { productId, pictures }) => {
    const current = (await picturesOf(ctx, [productId])).get(productId) ?? [];
    const named = new Map(pictures.map((picture) => [picture.id, picture]));
    if (current.filter((picture) => named.has(picture.id)).length !== pictures.length) throw notFound("picture");
    const order = [...named.keys(), ...current.map((picture) => picture.id).filter((id) => !named.has(id))];
    const list = current.map((picture) => ({
      mediaId: picture.id,
      position: order.indexOf(picture.id),
      alt: named.get(picture.id)?.alt ?? picture.alt,
      focal: named.get(picture.id)?.focal ?? picture.focal,
      variantId:
        named.get(picture.id)?.variantId === undefined ? picture.variantId : (named.get(picture.id)?.variantId ?? null),
    }));
    await arrange(ctx.db, productId, list).catch((error: unknown) => {
      throw violates(error, "product_media_variant") ? notFound("variant") : error;
    });
    ctx.emit({ type: "product.updated", aggregateId: productId, payload: { productId } });
    return { items: (await picturesOf(ctx, [productId])).get(productId) ?? [] };
  },
);
