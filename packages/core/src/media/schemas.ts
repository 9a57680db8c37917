import { z } from "zod";
import { id, line, locale } from "../wire.ts";

export const pictureTypes = ["jpg", "png", "webp", "gif", "avif"] as const;
export const PictureType = z.enum(pictureTypes);
export type PictureType = z.output<typeof PictureType>;

export const maxPictureBytes = 10 * 1024 * 1024;
/** Longest side and area that a picture may have: what a browser still decodes without harm. */
export const maxPictureSide = 12_000;
export const maxPicturePixels = 60_000_000;

/** Widths in pixels in which a wider picture is kept besides its own, as WebP, for pages to choose from. */
export const pictureWidths = [320, 640, 1280] as const;

const percent = z.int().min(0).max(100);
/** What must stay in sight when a picture is cropped, in percent of its width and height from the upper left. */
export const FocalPoint = z.object({ x: percent, y: percent });
export type FocalPoint = z.output<typeof FocalPoint>;

/** A picture in a smaller width than its own. */
export const PictureSize = z.object({ width: z.int(), url: z.string() });

/** Text for people who do not see the picture, by locale. */
export const AltTexts = z.record(locale, line(500));

export const Picture = z.object({
  id: id("med"),
  productId: id("prd"),
  variantId: id("var").nullable(),
  url: z.string(),
  width: z.int(),
  height: z.int(),
  /** The same picture smaller, narrowest first; empty for one that moves or is small already. */
  sizes: z.array(PictureSize),
  focal: FocalPoint,
  alt: AltTexts,
  position: z.int(),
});
export type Picture = z.output<typeof Picture>;

const base64 = z
  .string()
  .max(Math.ceil(maxPictureBytes / 3) * 4)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/, "base64");

export const AddPicture = z.object({
  productId: id("prd"),
  variantId: id("var").nullable().default(null),
  base64,
  alt: AltTexts.default({}),
});
export type AddPicture = z.output<typeof AddPicture>;

export const ListPictures = z.object({ productId: id("prd") });
export const Pictures = z.object({ items: z.array(Picture) });

/** Pictures of a product in their new order, with texts and focal points where these change; those left out keep their place behind. */
export const ArrangePictures = z.object({
  productId: id("prd"),
  pictures: z
    .array(
      z.object({
        id: id("med"),
        alt: AltTexts.optional(),
        focal: FocalPoint.optional(),
        variantId: id("var").nullable().optional(),
      }),
    )
    .max(100),
});
export type ArrangePictures = z.output<typeof ArrangePictures>;

export const RemovePicture = z.object({ productId: id("prd"), id: id("med") });

/** Pictures of an import, fetched from where its file says they are. */
export const FetchPictures = z.object({
  items: z
    .array(
      z.object({
        productId: id("prd"),
        variantId: id("var").nullable(),
        url: z.string().max(2_000),
        alt: z.record(z.string(), z.string()),
        /** Line of the imported file, for warnings. */
        row: z.int().nullable(),
      }),
    )
    .max(5_000),
});
export type FetchPictures = z.output<typeof FetchPictures>;

export const pictureFaults = [
  "picture_address",
  "picture_not_allowed",
  "picture_unreachable",
  "picture_not_found",
  "picture_too_large",
  "picture_type",
  "picture_no_room",
] as const;
export type PictureFault = (typeof pictureFaults)[number];
