import { DomainError } from "../kernel/errors.ts";
import type { TenantCtx } from "../platform/context.ts";
import { write } from "../platform/verb.ts";
import { picturesOf } from "./pictures-of.ts";
import { AddPicture, Picture } from "./schemas.ts";
import { attachPicture, type StoredPicture, storePicture } from "./store-picture.ts";
import type { MediaErrorCode } from "./error-codes.ts";

const maxPictures = 100;

async function takeIn(ctx: Pick<TenantCtx, "tenant" | "settings">, { base64 }: AddPicture): Promise<StoredPicture> {
  const stored = await storePicture(ctx, Buffer.from(base64, "base64"));
  if (typeof stored === "string") throw new DomainError<MediaErrorCode>("invalid", `media.${stored}`);
  return stored;
}

/** Adds an uploaded picture to a product, behind those it has. It is decoded and stored before the transaction. */
export const addPicture = write(
  "media.add_picture",
  {
    access: { staff: "catalog.write" },
    input: AddPicture,
    output: Picture,
    audit: (input, output) => ({ subject: input.productId, details: { picture: output.id } }),
    leaves: ["outbox"],
    prepare: takeIn,
  },
  async (ctx, input, prepared) => {
    const { productId, variantId, alt } = input;
    const stored = prepared ?? (await takeIn(ctx, input));
    const mediaId = await attachPicture(ctx, stored, { productId, variantId, alt, sourceUrl: null }, ctx.now());
    const pictures = (await picturesOf(ctx, [productId])).get(productId) ?? [];
    const added = pictures.find((picture) => picture.id === mediaId);
    if (added === undefined || pictures.length > maxPictures)
      throw new DomainError<MediaErrorCode>("limit", "media.too_many", { max: maxPictures });
    ctx.emit({ type: "product.updated", aggregateId: productId, payload: { productId } });
    return added;
  },
);
