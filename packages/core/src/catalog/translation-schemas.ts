import { z } from "zod";
import { locale } from "../wire.ts";

export const TranslationProgressInput = z.object({ locales: z.array(locale).min(1).max(50) });
/** Over all products that are not archived: title and description, as far as the source has them. */
export const TranslationProgress = z.object({
  products: z.int(),
  locales: z.array(z.object({ locale: z.string(), complete: z.int(), stale: z.int() })),
});
export type TranslationProgress = z.output<typeof TranslationProgress>;
