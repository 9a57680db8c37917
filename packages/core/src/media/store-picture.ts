import { createHash } from "node:crypto";
import { notFound } from "../kernel/errors.ts";
import type { TenantCtx } from "../platform/context.ts";
import { type Tx, violates } from "../platform/db.ts";
import { storeFile } from "./adapters/filesystem.ts";
import { pictureType } from "./adapters/file-type.ts";
import { fileName } from "./picture-url.ts";
import { insertMedia, type Placement, placePicture } from "./queries/pictures.ts";
import { pictureSize } from "./rules/picture-size.ts";
import { maxPictureBytes, maxPicturePixels, maxPictureSide, type PictureType } from "./schemas.ts";

/** Bytes that are an accepted picture, stored under their hash. */
export interface StoredPicture {
  readonly sha256: string;
  readonly type: PictureType;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
}

/** Checks what the bytes really are and stores them; answers what is wrong with them otherwise. */
export async function storePicture(
  ctx: Pick<TenantCtx, "tenant" | "settings">,
  bytes: Uint8Array,
): Promise<StoredPicture | "picture_too_large" | "picture_type"> {
  if (bytes.byteLength > maxPictureBytes) return "picture_too_large";
  const type = await pictureType(bytes);
  const size = type === undefined ? undefined : pictureSize(type, bytes);
  if (type === undefined || size === undefined) return "picture_type";
  const { width, height } = size;
  if (Math.max(width, height) > maxPictureSide || width * height > maxPicturePixels) return "picture_too_large";
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  await storeFile(ctx.settings.mediaDir, ctx.tenant.id, fileName({ sha256, type }), bytes);
  return { sha256, type, bytes: bytes.byteLength, width, height };
}

/**
 * Shows a stored picture with a product.
 *
 * @throws DomainError not_found for a product or variant that is not there.
 */
export async function attachPicture(
  tx: Tx<"tenant">,
  picture: StoredPicture,
  placement: Omit<Placement, "mediaId">,
  now: Date,
): Promise<string> {
  const mediaId = await insertMedia(tx, { ...picture, now });
  try {
    await placePicture(tx, { ...placement, mediaId });
  } catch (error) {
    if (violates(error, "product_media_product")) throw notFound("product");
    if (violates(error, "product_media_variant")) throw notFound("variant");
    throw error;
  }
  return mediaId;
}
