import { createHash } from "node:crypto";
import { notFound } from "../kernel/errors.ts";
import type { TenantCtx } from "../platform/context.ts";
import { violates } from "../platform/db.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { assertRoom } from "../tenants/index.ts";
import { storeFile } from "./adapters/filesystem.ts";
import { pictureType } from "./adapters/file-type.ts";
import { inDecodingLine } from "./decoding-line.ts";
import { preparePicture } from "./adapters/sharp.ts";
import { fileName, sizeName } from "./picture-url.ts";
import { hasPicture, insertMedia, type Placement, placePicture, storedBytes } from "./queries/pictures.ts";
import { pictureSize } from "./rules/picture-size.ts";
import { maxPictureBytes, maxPicturePixels, maxPictureSide, type PictureType } from "./schemas.ts";

/** Bytes that are an accepted picture, stored under their hash. */
export interface StoredPicture {
  readonly sha256: string;
  readonly type: PictureType;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly widths: readonly number[];
}

/**
 * Checks what the bytes really are, takes off what they tell besides the picture, and stores them with smaller
 * copies; answers what is wrong with them otherwise. The size that a file claims is refused before it is decoded.
 * Never inside a transaction: it takes its time. Files that no row comes to name are removed by `removeOrphans`.
 *
 * @throws DomainError unavailable `platform.busy` when too many pictures wait to be decoded
 */
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
  const prepared = await inDecodingLine(() => preparePicture(bytes, type));
  if (typeof prepared === "string") return prepared;
  const sha256 = createHash("sha256").update(prepared.bytes).digest("hex");
  const { mediaDir } = ctx.settings;
  await storeFile(mediaDir, ctx.tenant.id, fileName({ sha256, type }), prepared.bytes);
  for (const size of prepared.sizes) await storeFile(mediaDir, ctx.tenant.id, sizeName(sha256, size.width), size.bytes);
  return {
    sha256,
    type,
    bytes: prepared.bytes.byteLength,
    width: prepared.width,
    height: prepared.height,
    widths: prepared.sizes.map((size) => size.width),
  };
}

/**
 * Shows a stored picture with a product.
 *
 * @throws DomainError not_found for a product or variant that is not there; limit `tenants.limit_storage` when the
 * shop's plan has no room for it. Bytes that the shop has already need none.
 */
export async function attachPicture(
  ctx: Pick<TenantTxCtx, "db" | "tenant">,
  picture: StoredPicture,
  placement: Omit<Placement, "mediaId">,
  now: Date,
): Promise<string> {
  const tx = ctx.db;
  if (!(await hasPicture(tx, picture.sha256)))
    await assertRoom(ctx, "storageBytes", picture.bytes, () => storedBytes(tx));
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
