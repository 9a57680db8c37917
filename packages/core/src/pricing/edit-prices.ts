import { createHash } from "node:crypto";
import { canonicalJson } from "../kernel/canonical-json.ts";
import { DomainError } from "../kernel/errors.ts";
import type { Id } from "../kernel/ids.ts";
import { marketById } from "../markets/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { selectPrices, selectPricesForUpdate } from "./queries.ts";
import type { PriceEntry } from "./rules/choose-price.ts";
import { editPrice } from "./rules/edit-price.ts";
import { type EditedPrice, maxPrice, type PriceEdit, type PriceEditPlan, type PricingErrorCode } from "./schemas.ts";
import { writePrices } from "./write-prices.ts";

/** What the edit would make of the variants' prices that have no window of their own. */
export async function planPriceEdit(
  ctx: Pick<TenantCtx, "db">,
  variantIds: readonly string[],
  edit: PriceEdit,
): Promise<PriceEditPlan> {
  await checkCurrency(ctx, edit);
  return planOf(await selectPrices(ctx.db, variantIds), variantIds, edit).plan;
}

/** Makes the edit as it was planned, or refuses when the prices are others by now. */
export async function applyPriceEdit(
  ctx: TenantTxCtx,
  variantIds: readonly string[],
  edit: PriceEdit,
  fingerprint: string,
): Promise<PriceEditPlan> {
  await checkCurrency(ctx, edit);
  const { plan, entries } = planOf(await selectPricesForUpdate(ctx.db, variantIds), variantIds, edit);
  if (plan.fingerprint !== fingerprint) throw new DomainError<PricingErrorCode>("conflict", "pricing.edit_outdated");
  if (plan.rows.some((row) => row.outcome === "out_of_range")) {
    throw new DomainError<PricingErrorCode>("invalid", "pricing.edit_out_of_range");
  }
  const changed = plan.rows.filter((row) => row.outcome === "changed");
  await writePrices(
    ctx,
    changed.flatMap(({ variantId, after, compareAt }) => {
      const entry = entries.get(variantId);
      if (entry === undefined || after === null) return [];
      return [{ ...entry, amount: after.amount, compareAt: compareAt?.amount ?? null }];
    }),
  );
  for (const { variantId } of changed) {
    ctx.emit({ type: "price.changed", aggregateId: variantId, payload: { variantId } });
  }
  return plan;
}

async function checkCurrency(ctx: Pick<TenantCtx, "db">, { marketId, currency }: PriceEdit): Promise<void> {
  if (marketId === null) return;
  const { currency: expected } = await marketById(ctx, marketId);
  if (expected === currency) return;
  const details = { marketId, currency, expected };
  throw new DomainError<PricingErrorCode>("invalid", "pricing.currency_not_of_market", details);
}

function planOf(prices: readonly PriceEntry[], variantIds: readonly string[], edit: PriceEdit) {
  const entries = new Map(
    prices
      .filter((one) => one.marketId === edit.marketId && one.currency === edit.currency && one.startsAt === null)
      .map((one) => [one.variantId, one]),
  );
  const rows = variantIds.toSorted().map((id): EditedPrice => ({
    variantId: id as Id<"var">,
    ...editPrice(entries.get(id), edit, maxPrice),
  }));
  const fingerprint = createHash("sha256").update(canonicalJson({ edit, rows })).digest("hex");
  const changed = rows.filter((row) => row.outcome === "changed").length;
  return { entries, plan: { rows, changed, fingerprint } };
}
