import { type MarketCtx, resolveShop } from "@meridian/core/markets";
import { marketHandle } from "@meridian/core/markets/schemas";
import type { TenantCtx } from "@meridian/core/platform/context";
import { named, type Verb } from "@meridian/core/platform/verb";
import { locale } from "@meridian/core/wire";
import { z } from "zod";

const where = {
  /** The market's handle; without it the shop's first. */
  market: marketHandle.nullable().default(null),
  /** BCP 47; the nearest that the market offers is taken. */
  locale: locale.nullable().default(null),
};

/** Offers a verb that runs in a market under an input that also says which market and locale are wanted. */
export function inShop<Shape extends z.ZodRawShape, O extends z.ZodType>(verb: Verb<MarketCtx, z.ZodObject<Shape>, O>) {
  const input = z.object({ ...verb.def.input.shape, ...where });
  const call = async (ctx: TenantCtx, given: z.output<typeof input>): Promise<z.output<O>> => {
    const { market, locale: wanted } = z.object(where).parse(given);
    return verb(await resolveShop(ctx, { market, locale: wanted }), verb.def.input.parse(given));
  };
  return named(verb.verb, verb.kind, { ...verb.def, input }, call);
}
