import { type MarketCtx, resolveShop } from "@meridian/core/markets";
import { marketHandle } from "@meridian/core/markets/schemas";
import type { TenantCtx } from "@meridian/core/platform/context";
import type { KeptAnswer, KeptRead } from "@meridian/core/platform/kept-read";
import { named } from "@meridian/core/platform/verb";
import { locale } from "@meridian/core/wire";
import { z } from "zod";

const where = {
  /** The market's handle; without it the shop's first. */
  market: marketHandle.nullable().default(null),
  /** BCP 47; the nearest that the market offers is taken. */
  locale: locale.nullable().default(null),
};

const Where = z.object(where);

/** Offers a page of a market under an input that also says which market and locale are wanted. */
export function inShop<Shape extends z.ZodRawShape, O extends z.ZodType>(
  verb: KeptRead<MarketCtx, z.ZodObject<Shape>, O>,
) {
  const input = z.object({ ...verb.def.input.shape, ...where });
  type Given = z.output<typeof input>;
  type Own = z.output<z.ZodObject<Shape>>;
  /** What was parsed by both shapes, for each of them. */
  const parted = (given: Given): { readonly wanted: z.output<typeof Where>; readonly own: Own } => {
    const { market, locale: language, ...own } = given as z.output<typeof Where>;
    return { wanted: { market, locale: language }, own: own as Own };
  };
  const call = async (ctx: TenantCtx, given: Given): Promise<z.output<O>> => {
    const { wanted, own } = parted(given);
    return verb(await resolveShop(ctx, wanted), own);
  };
  const kept = async (ctx: TenantCtx, given: Given): Promise<KeptAnswer | null> => {
    const { wanted, own } = parted(given);
    return verb.kept(await resolveShop(ctx, wanted), own);
  };
  return Object.assign(named(verb.verb, verb.kind, { ...verb.def, input }, call), { kept });
}
