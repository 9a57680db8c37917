import { fileTypeFromBuffer } from "file-type";
import type { PictureType } from "../schemas.ts";

const types: Readonly<Record<string, PictureType>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/apng": "png",
  "image/webp": "webp",
  "image/gif": "gif",
  "image/avif": "avif",
};

/** What the bytes are, whatever their name says; undefined for anything that is not an accepted picture. */
export async function pictureType(bytes: Uint8Array): Promise<PictureType | undefined> {
  const found = await fileTypeFromBuffer(bytes);
  return found === undefined ? undefined : types[found.mime];
}
