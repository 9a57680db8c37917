import { DomainError } from "../kernel/errors.ts";
import type { Tx } from "../platform/db.ts";
import {
  countCode,
  countUse,
  type Holder,
  insertUse,
  limitsOf,
  moveUses,
  uncount,
  type Use,
  usesOf,
} from "./queries/hold.ts";
import type { PromotionsErrorCode } from "./schemas.ts";

export type { Holder, Use };

/**
 * Takes from every promotion what a checkout uses of it, or nothing: uses, codes, budgets and each customer's share.
 * The caller holds the cart. Rows are locked in the order of the promotions' ids, before any stock.
 *
 * @throws DomainError conflict `promotions.used_up` {promotionId, code}
 */
export async function holdPromotions(tx: Tx<"tenant">, holder: Holder, uses: readonly Use[], now: Date): Promise<void> {
  if (uses.length === 0) return;
  const limits = await limitsOf(
    tx,
    uses.map((use) => use.promotionId),
  );
  for (const use of uses.toSorted((a, b) => (a.promotionId < b.promotionId ? -1 : 1))) {
    const limit = limits.get(use.promotionId);
    const counted = limit?.limited === true;
    const had =
      limit !== undefined &&
      (!counted || (await countUse(tx, use))) &&
      (use.code === null || (await countCode(tx, use.code, use.promotionId))) &&
      (await insertUse(tx, holder, { ...use, counted, perCustomer: limit.perCustomer }, now));
    if (had) continue;
    const { promotionId, code } = use;
    throw new DomainError<PromotionsErrorCode>("conflict", "promotions.used_up", { promotionId, code });
  }
}

/** Gives back what a checkout holds that will not be paid. The caller holds the cart. */
export async function releasePromotions(tx: Tx<"tenant">, holder: Omit<Holder, "customerKey">): Promise<void> {
  for (const use of await moveUses(tx, holder, "held", "released")) await uncount(tx, use);
}

/** Makes the uses of a paid checkout final; takes them anew where they had been given back. */
export async function usePromotions(tx: Tx<"tenant">, holder: Holder, uses: readonly Use[], now: Date): Promise<void> {
  if (uses.length === 0) return;
  const held = (await usesOf(tx, holder)).filter((use) => use.state === "held");
  const missing = uses.filter((use) => !held.some(({ promotionId }) => promotionId === use.promotionId));
  await holdPromotions(tx, holder, missing, now);
  await moveUses(tx, holder, "held", "used");
}

/**
 * Gives back what an order used that was cancelled as a whole: uses, codes, budgets and the customer's share can be
 * had again. Once per order; the caller holds it, and takes its stock afterwards.
 */
export async function returnPromotions(tx: Tx<"tenant">, holder: Omit<Holder, "customerKey">): Promise<void> {
  for (const use of await moveUses(tx, holder, "used", "released")) await uncount(tx, use);
}
