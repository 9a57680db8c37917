import { DomainError, notFound } from "../kernel/errors.ts";
import { violates } from "../platform/db.ts";
import { write } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { deletePromotion, lockPromotion } from "./queries/promotions.ts";
import { type PromotionsErrorCode, RemovePromotion } from "./schemas.ts";

/** Deletes a promotion that no order has used; one that was is switched off instead. */
export const removePromotion = write(
  "promotions.remove",
  {
    access: { staff: "markets.write" },
    input: RemovePromotion,
    output: nothing,
    audit: ({ id }) => ({ subject: id, details: {} }),
    leaves: ["outbox"],
  },
  async (ctx, { id, version }) => {
    const old = await lockPromotion(ctx.db, id);
    if (old === undefined) throw notFound("promotion");
    if (old.version !== version) {
      throw new DomainError<PromotionsErrorCode>("conflict", "promotions.stale", { current: old.version });
    }
    await deletePromotion(ctx.db, id).catch((error: unknown) => {
      if (!violates(error, "promotion_uses_promotion")) throw error;
      throw new DomainError<PromotionsErrorCode>("conflict", "promotions.in_use", {}, { cause: error });
    });
    ctx.emit({ type: "promotion.changed", aggregateId: id, payload: { promotionId: id } });
    return {};
  },
);
