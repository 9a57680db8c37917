import { withEarlier } from "../kernel/earlier.ts";
import { DomainError, notFound } from "../kernel/errors.ts";
import { violates } from "../platform/db.ts";
import { newId } from "../platform/new-id.ts";
import { type TenantTxCtx, write } from "../platform/verb.ts";
import { earlierOf, keepEarlier } from "./queries/earlier.ts";
import {
  insertPromotion,
  lockPromotion,
  promotionById,
  type PromotionContent,
  replacePromotion,
  toContent,
} from "./queries/promotions.ts";
import { Promotion, type PromotionsErrorCode, SetPromotion } from "./schemas.ts";

/** Adds a promotion, or changes one: carts show it at their next look, orders keep what they were made with. */
export const setPromotion = write(
  "promotions.set",
  {
    access: { staff: "markets.write" },
    input: SetPromotion,
    output: Promotion,
    audit: (_input, { id, active, trigger, effect }) => ({
      subject: id,
      details: { active, trigger, effect: effect.kind },
    }),
    leaves: ["outbox"],
  },
  async (ctx, { id: given, version, ...content }) => {
    const id = given ?? newId("pro");
    if (version === null) await insertPromotion(ctx.db, id, content, ctx.now());
    else await replace(ctx, id, version, content);
    ctx.emit({ type: "promotion.changed", aggregateId: id, payload: { promotionId: id } });
    const promotion = await promotionById(ctx.db, id);
    if (promotion === undefined) throw notFound("promotion");
    return promotion;
  },
);

/** As far back as the lowest price before a reduction can be asked for. */
const keptDays = 120;

async function replace(ctx: TenantTxCtx, id: string, version: number, content: PromotionContent): Promise<void> {
  const old = await lockPromotion(ctx.db, id);
  if (old === undefined) throw notFound("promotion");
  if (old.version !== version) {
    throw new DomainError<PromotionsErrorCode>("conflict", "promotions.stale", { current: old.version });
  }
  const { trigger, active, startsAt, endsAt, conditions, effect, combinable, exclusionGroup, priority } =
    toContent(old);
  const last = { trigger, active, startsAt, endsAt, conditions, effect, combinable, exclusionGroup, priority };
  const until = ctx.now().toISOString();
  await keepEarlier(ctx.db, id, withEarlier(await earlierOf(ctx.db, id), { until, ...last }, keptDays));
  await replacePromotion(ctx.db, old, content, ctx.now()).catch((error: unknown) => {
    const below = violates(error, "promotions_uses_within") || violates(error, "promotions_spent_within");
    if (!below) throw error;
    throw new DomainError<PromotionsErrorCode>("conflict", "promotions.below_used", {}, { cause: error });
  });
}
