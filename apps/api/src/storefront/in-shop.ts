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
  const visit = (ctx: TenantCtx, given: Given): Promise<MarketCtx> => resolveShop(ctx, Where.parse(given));
  const call = async (ctx: TenantCtx, given: Given): Promise<z.output<O>> =>
    verb(await visit(ctx, given), verb.def.input.parse(given));
  const kept = async (ctx: TenantCtx, given: Given): Promise<KeptAnswer | null> =>
    verb.kept(await visit(ctx, given), verb.def.input.parse(given));
  return Object.assign(named(verb.verb, verb.kind, { ...verb.def, input }, call), { kept });
}
