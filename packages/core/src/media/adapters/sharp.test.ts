import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { png } from "../../testing/png.ts";
import type { PictureType } from "../schemas.ts";
import { type PreparedPicture, preparePicture } from "./sharp.ts";

/** A red half above a blue one, 40 wide and 20 high. */
const halves = () =>
  sharp({ create: { width: 40, height: 20, channels: 3, background: "blue" } }).composite([
    { input: { create: { width: 40, height: 10, channels: 3, background: "red" } }, gravity: "north" },
  ]);
const exif = { IFD0: { Copyright: "Secret owner" }, IFD3: { GPSLatitude: "52/1 30/1 0/1", GPSLatitudeRef: "N" } };

async function prepared(bytes: Uint8Array, type: PictureType): Promise<PreparedPicture> {
  const picture = await preparePicture(bytes, type);
  if (typeof picture === "string") throw new Error(picture);
  return picture;
}

describe("a picture that is taken in", () => {
  test.each(["jpg", "png", "webp", "avif"] as const)(
    "%s: loses place, owner and time, keeps its look",
    async (type) => {
      const format = type === "jpg" ? "jpeg" : type;
      const original = await halves().withExif(exif).toFormat(format).toBuffer();
      expect((await sharp(original).metadata()).exif).toBeDefined();
      const { bytes, width, height } = await prepared(original, type);
      expect([width, height]).toEqual([40, 20]);
      const facts = await sharp(bytes).metadata();
      expect([facts.exif, facts.xmp, facts.iptc, facts.comments]).toEqual([undefined, undefined, undefined, undefined]);
      expect(Buffer.from(bytes).includes("Secret owner")).toBe(false);
    },
  );

  test("is turned upright", async () => {
    // Orientation 6: its left side is the top.
    const lying = await halves().withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const { bytes, width, height } = await prepared(lying, "jpg");
    expect([width, height]).toEqual([20, 40]);
    const { data } = await sharp(bytes).extract({ left: 15, top: 20, width: 1, height: 1 }).raw().toBuffer({
      resolveWithObject: true,
    });
    // What was above is at the right.
    expect([(data[0] ?? 0) > 200, (data[2] ?? 255) < 60]).toEqual([true, true]);
  });

  test("stays as it is when it tells nothing", async () => {
    const plain = await halves().jpeg().toBuffer();
    expect((await prepared(plain, "jpg")).bytes).toBe(plain);
    const [end, behind] = [Buffer.from([0xff, 0xd9]), Buffer.from("a film of the same moment")];
    const more = (await prepared(Buffer.concat([plain, behind, end]), "jpg")).bytes;
    expect(Buffer.from(more).includes("a film")).toBe(false);
  });

  test("gets smaller copies, upright and never wider than itself", async () => {
    const wide = await sharp(png(1_000, 500, { shade: "noise" }))
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const { sizes, width } = await prepared(wide, "jpg");
    expect(width).toBe(500);
    expect(sizes.map((size) => size.width)).toEqual([320]);
    const facts = await sharp(sizes[0]?.bytes).metadata();
    expect([facts.format, facts.width, facts.height]).toEqual(["webp", 320, 640]);
  });

  test("moves on when it moved before", async () => {
    const frames = [0, 1, 2].map((shade) => png(400, 40, { shade: shade * 90 }));
    const moving = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [90, 90, 90] })
      .toBuffer();
    const { bytes, sizes, width, height } = await prepared(moving, "gif");
    const { pages = 1 } = await sharp(moving).metadata();
    expect(pages).toBeGreaterThan(1);
    expect((await sharp(bytes).metadata()).pages).toBe(pages);
    expect([sizes, width, height]).toEqual([[], 400, 40]);
  });

  test("is refused when its frames are a bomb", async () => {
    const frame = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4c, 1, 0];
    const head = [...Buffer.from("GIF89a"), 0xd0, 0x07, 0xd0, 0x07, 0x80, 0, 0, 0, 0, 0, 255, 255, 255];
    expect(await preparePicture(Uint8Array.from([...head, ...frame, 0x3b]), "gif")).not.toBe("picture_too_large");
    // Sixteen times 2000 × 2000.
    const bomb = Uint8Array.from([...head, ...Array.from({ length: 16 }, () => frame).flat(), 0x3b]);
    expect(await preparePicture(bomb, "gif")).toBe("picture_too_large");
  });

  test("is refused when it is broken, cut off or something else", async () => {
    const good = await halves().jpeg().toBuffer();
    expect(await preparePicture(good.subarray(0, good.length / 2), "jpg")).toBe("picture_type");
    expect(await preparePicture(png(900, 900, { hollow: true }), "png")).toBe("picture_type");
    expect(await preparePicture(Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>"), "png")).toBe(
      "picture_type",
    );
  });
});
