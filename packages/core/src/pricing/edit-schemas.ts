import { z } from "zod";
import { UpdateMarket } from "../markets/schemas.ts";
import { id, money } from "../wire.ts";
import { CreatePriceList, SetExclusions, UpdatePriceList } from "./list-schemas.ts";
import { SetExchangeRate, SetPrices } from "./schemas.ts";

/** A change that has not been made yet. */
export const PreviewChange = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("prices"), ...SetPrices.shape }),
  z.object({ kind: z.literal("exclusions"), ...SetExclusions.shape }),
  z.object({ kind: z.literal("new_list"), list: CreatePriceList }),
  z.object({ kind: z.literal("list"), list: UpdatePriceList }),
  z.object({ kind: z.literal("rate"), rate: SetExchangeRate }),
  z.object({ kind: z.literal("market"), market: UpdateMarket }),
]);
export type PreviewChange = z.output<typeof PreviewChange>;

/**
 * What a change would do to what shoppers see, for one piece: nobody in particular, and those whom a changed price list
 * is for.
 */
export const ChangePreview = z.object({
  /** How many markets, variants, and prices (one variant in one market) would be others. */
  markets: z.int(),
  variants: z.int(),
  prices: z.int(),
  /** Of these: for sale where they were not, and not for sale any more. */
  appearing: z.int(),
  vanishing: z.int(),
  /** Not everything was looked at: the figures are the least. */
  partial: z.boolean(),
  samples: z.array(
    z.object({
      variantId: id("var"),
      marketId: id("mkt"),
      before: money.nullable(),
      after: money.nullable(),
    }),
  ),
});
export type ChangePreview = z.output<typeof ChangePreview>;
