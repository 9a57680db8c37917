import type { PictureFault } from "./schemas.ts";

/** Every refusal of this slice; each has a sentence in `locales/`. */
export type MediaErrorCode = `media.${PictureFault}` | "media.too_many";
