/** Every refusal of this slice; each has a sentence in `locales/`. */
export type MediaErrorCode = "media.picture_too_large" | "media.picture_type" | "media.too_many";
