import { notFound } from "../kernel/errors.ts";
import { write } from "../platform/verb.ts";
import { setCodeActive as update } from "./queries/codes.ts";
import { PromotionCode, SetCodeActive } from "./schemas.ts";

/** Switches one code off or on again. */
export const setCodeActive = write(
  "promotions.set_code_active",
  {
    access: { staff: "markets.write" },
    input: SetCodeActive,
    output: PromotionCode,
    audit: ({ promotionId, code, active }) => ({ subject: promotionId, details: { code, active } }),
  },
  async (ctx, { promotionId, code, active }) => {
    const changed = await update(ctx.db, promotionId, code, active);
    if (changed === undefined) throw notFound("code");
    return changed;
  },
);
