import { DomainError, notFound } from "../kernel/errors.ts";
import { areCustomers, knownCompanies } from "../customers/index.ts";
import { allMarkets } from "../markets/index.ts";
import { violates } from "../platform/db.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import type { PriceList } from "./list-schemas.ts";
import type { PricingErrorCode } from "./schemas.ts";

/** What every price list must be, however it came to be so; `was` may still name a company that is gone. */
export async function checkList(
  ctx: Pick<TenantTxCtx, "db">,
  list: PriceList,
  was: Pick<PriceList, "companyIds"> = { companyIds: [] },
): Promise<void> {
  if (list.startsAt !== null && list.endsAt !== null && Date.parse(list.startsAt) >= Date.parse(list.endsAt)) {
    throw new DomainError<PricingErrorCode>("invalid", "pricing.list_window");
  }
  if (!(await areCustomers(ctx.db, list.customerIds))) throw notFound("customer");
  const added = list.companyIds.filter((id) => !was.companyIds.includes(id));
  if ((await knownCompanies(ctx.db, added)).size < added.length) throw notFound("company");
  if (list.marketIds.length === 0) return;
  const known = new Set<string>((await allMarkets(ctx.db)).map(({ id }) => id));
  if (!list.marketIds.every((id) => known.has(id))) throw notFound("market");
}

/** Runs a write of a list; another list of the same name is told as such. */
export async function namingList(name: string, save: () => Promise<void>): Promise<void> {
  try {
    await save();
  } catch (error) {
    if (!violates(error, "price_lists_name")) throw error;
    throw new DomainError<PricingErrorCode>("conflict", "pricing.list_name_taken", { name }, { cause: error });
  }
}

/** Tells that a list's prices are others now. */
export function emitListChanged(ctx: Pick<TenantTxCtx, "emit">, listId: string): void {
  ctx.emit({ type: "price_list.changed", aggregateId: listId, payload: { listId } });
}
