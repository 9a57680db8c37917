import { notFound } from "../kernel/errors.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { promotionById } from "./queries/promotions.ts";
import { GetPromotion, Promotion } from "./schemas.ts";

export const getPromotion = read(
  "promotions.get",
  { access: { staff: "catalog.read" }, input: GetPromotion, output: Promotion },
  async (ctx: TenantCtx, { id }) => {
    const promotion = await promotionById(ctx.db, id);
    if (promotion === undefined) throw notFound("promotion");
    return promotion;
  },
);
