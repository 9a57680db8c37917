import { DomainError, notFound } from "../kernel/errors.ts";
import { write } from "../platform/verb.ts";
import { insertCodes } from "./queries/codes.ts";
import { lockPromotion } from "./queries/promotions.ts";
import { AddCode, PromotionCode, type PromotionsErrorCode } from "./schemas.ts";

/** Adds a code of the merchant's own words. */
export const addCode = write(
  "promotions.add_code",
  {
    access: { staff: "markets.write" },
    input: AddCode,
    output: PromotionCode,
    audit: ({ promotionId, code }) => ({ subject: promotionId, details: { code } }),
  },
  async (ctx, { promotionId, code, maxUses }) => {
    if ((await lockPromotion(ctx.db, promotionId)) === undefined) throw notFound("promotion");
    const [added] = await insertCodes(ctx.db, promotionId, [{ code, maxUses }], ctx.now());
    if (added !== undefined) return added;
    throw new DomainError<PromotionsErrorCode>("conflict", "promotions.code_taken", { code });
  },
);
