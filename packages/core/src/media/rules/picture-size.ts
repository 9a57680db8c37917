/**
 * Width and height out of a picture's first bytes, without decoding it: PNG (ISO 15948 §11.2.2), GIF89a §18,
 * JPEG (ITU T.81 §B.2.2), WebP (RFC 9649) and AVIF (ISO 23008-12 `ispe`).
 */
import type { PictureType } from "../schemas.ts";

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

const readers: Readonly<Record<PictureType, (view: DataView) => PictureSize | undefined>> = {
  png: (view) => ({ width: view.getUint32(16), height: view.getUint32(20) }),
  gif: (view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) }),
  jpg: jpegSize,
  webp: webpSize,
  avif: avifSize,
};

/** The size that the picture says it has; undefined when it says none, is cut off or is empty. */
export function pictureSize(type: PictureType, bytes: Uint8Array): PictureSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const size = readers[type](view);
    return size !== undefined && size.width > 0 && size.height > 0 ? size : undefined;
  } catch (error) {
    // A DataView throws when a file ends before what it announces.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Frame headers carry the size: SOF0 to SOF15 without DHT, JPG and DAC. */
function jpegSize(view: DataView): PictureSize | undefined {
  let at = 2;
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}

function webpSize(view: DataView): PictureSize | undefined {
  const kind = text(view, 12);
  if (kind === "VP8X") return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) };
  if (kind === "VP8 ") return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (kind !== "VP8L") return undefined;
  const bits = view.getUint32(21, true);
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
}

/** The largest `ispe` property: a picture may carry a thumbnail and be made of tiles. */
function avifSize(view: DataView): PictureSize | undefined {
  let largest: PictureSize | undefined;
  const end = Math.min(view.byteLength - 16, 65_536);
  for (let at = 0; at < end; at++) {
    if (view.getUint32(at) !== 0x69737065) continue;
    const size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (largest === undefined || size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest;
}

const uint24 = (view: DataView, at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);

function text(view: DataView, at: number): string {
  return String.fromCodePoint(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));
}
