import sharp, { type Metadata, type Sharp, type SharpOptions } from "sharp";
import { carriesNotes } from "../rules/jpeg-notes.ts";
import { maxPicturePixels, type PictureType, pictureWidths } from "../schemas.ts";

/** A picture as it is kept: upright, without notes, and in smaller widths too. */
export interface PreparedPicture {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly sizes: readonly { readonly width: number; readonly bytes: Uint8Array }[];
}

/** Never more pixels than were announced, nothing that is broken, one thread for each picture. */
const reading: SharpOptions = { failOn: "error", limitInputPixels: maxPicturePixels, sequentialRead: true };
sharp.concurrency(1);
sharp.cache(false);

/** In its own format and nearly unseen: only what carries notes or lies on its side is written anew. */
const rewrite: Readonly<Record<PictureType, (picture: Sharp) => Sharp>> = {
  jpg: (picture) => picture.jpeg({ quality: 90 }),
  png: (picture) => picture.png(),
  webp: (picture) => picture.webp({ quality: 90 }),
  gif: (picture) => picture.gif(),
  avif: (picture) => picture.avif({ quality: 70, effort: 2 }),
};

/**
 * Decodes a picture, which proves that it is one; turns it upright; takes off where, when and with what it was taken
 * (Exif, XMP, IPTC, comments); and makes its smaller copies. Of one that moves there are none.
 */
export async function preparePicture(
  original: Uint8Array,
  type: PictureType,
): Promise<PreparedPicture | "picture_too_large" | "picture_type"> {
  try {
    const { pages = 1, ...facts } = await sharp(original, reading).metadata();
    if (pages * facts.width * facts.height > maxPicturePixels) return "picture_too_large";
    const moves = pages > 1;
    const bytes = isPlain(facts, type, original)
      ? original
      : await rewrite[type](sharp(original, { ...reading, animated: moves }).autoOrient()).toBuffer();
    const { width, height } = await sizeOf(bytes);
    if (!moves) return { bytes, width, height, sizes: await smaller(bytes, width) };
    // Only the frames prove that it can be shown.
    await sharp(bytes, { ...reading, animated: true }).stats();
    return { bytes, width, height, sizes: [] };
  } catch {
    // Whatever it is that the decoder does not like, a browser would not show it either.
    return "picture_type";
  }
}

function isPlain(facts: Omit<Metadata, "pages">, type: PictureType, bytes: Uint8Array): boolean {
  const { exif, xmp, iptc, comments, orientation } = facts;
  const silent = [exif, xmp, iptc, comments].every((note) => note === undefined) && (orientation ?? 1) === 1;
  return silent && (type !== "jpg" || !carriesNotes(bytes));
}

async function sizeOf(bytes: Uint8Array): Promise<{ width: number; height: number }> {
  const { width, height, pageHeight } = await sharp(bytes, reading).metadata();
  return { width, height: pageHeight ?? height };
}

async function smaller(bytes: Uint8Array, width: number): Promise<PreparedPicture["sizes"]> {
  const sizes: { width: number; bytes: Uint8Array }[] = [];
  for (const narrow of pictureWidths.filter((one) => one < width)) {
    const copy = await sharp(bytes, reading).resize({ width: narrow }).webp({ quality: 80, effort: 3 }).toBuffer();
    if (copy.byteLength < bytes.byteLength) sizes.push({ width: narrow, bytes: copy });
  }
  // A picture that needs no copy has not been decoded yet.
  if (sizes.length === 0) await sharp(bytes, reading).stats();
  return sizes;
}
