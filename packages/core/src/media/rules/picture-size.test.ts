import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pictureTypes } from "../schemas.ts";
import { pictureSize } from "./picture-size.ts";

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === "string" ? [...part].map((c) => c.codePointAt(0) ?? 0) : part)),
  );

describe("a picture's size", () => {
  test("PNG: from its first chunk", () => {
    const png = bytes(
      [0x89],
      "PNG\r\n",
      [0x1a, 0x0a, 0, 0, 0, 13],
      "IHDR",
      [0, 0, 3, 32, 0, 0, 2, 88],
      [8, 6, 0, 0, 0],
    );
    expect(pictureSize("png", png)).toEqual({ width: 800, height: 600 });
  });

  test("GIF: little-endian", () => {
    expect(pictureSize("gif", bytes("GIF89a", [0x20, 0x03, 0x58, 0x02, 0, 0, 0]))).toEqual({ width: 800, height: 600 });
  });

  test("JPEG: behind other segments, Huffman tables included", () => {
    const jpeg = bytes([
      0xff, 0xd8, 0xff, 0xe1, 0, 4, 9, 9, 0xff, 0xc4, 0, 3, 1, 0xff, 0xff, 0xc2, 0, 17, 8, 2, 88, 3, 32, 3, 1, 2, 3,
    ]);
    expect(pictureSize("jpg", jpeg)).toEqual({ width: 800, height: 600 });
  });

  test("WebP: its three kinds", () => {
    const riff = (kind: string, data: number[]) => bytes("RIFF", [0, 0, 0, 0], "WEBP", kind, [0, 0, 0, 0], data);
    const size = { width: 800, height: 600 };
    expect(pictureSize("webp", riff("VP8X", [0, 0, 0, 0, 0x1f, 3, 0, 0x57, 2, 0]))).toEqual(size);
    expect(pictureSize("webp", riff("VP8 ", [0, 0, 0, 0x9d, 1, 0x2a, 0x20, 3, 0x58, 2]))).toEqual(size);
    const bits = 799 | (599 << 14);
    expect(
      pictureSize("webp", riff("VP8L", [0x2f, bits & 255, (bits >> 8) & 255, (bits >> 16) & 255, bits >>> 24])),
    ).toEqual(size);
  });

  test("AVIF: the largest property", () => {
    const ispe = (w: number, h: number) => bytes("ispe", [0, 0, 0, 0, 0, 0, w, 0, 0, 0, h, 0]);
    const avif = bytes(
      "....ftypavif",
      [...ispe(1, 1)],
      [...ispe(3, 2)],
      Array.from({ length: 32 }, () => 0),
    );
    expect(pictureSize("avif", avif)).toEqual({ width: 768, height: 512 });
  });

  test("any bytes: a positive size or none, never a crash", () => {
    fc.assert(
      fc.property(fc.constantFrom(...pictureTypes), fc.uint8Array({ maxLength: 80 }), (type, data) => {
        const size = pictureSize(type, data);
        return size === undefined || Math.min(size.width, size.height) > 0;
      }),
    );
    expect(pictureSize("png", new Uint8Array())).toBeUndefined();
  });
});
