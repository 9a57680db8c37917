import { buyerOf } from "../customers/index.ts";
import type { Id } from "../kernel/ids.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import type { PreviewChange } from "./edit-schemas.ts";
import type { PriceList } from "./list-schemas.ts";
import { selectList } from "./queries/lists.ts";
import { anybody, type Buyer } from "./rules/price-list.ts";

/** So many of a list's buyers are looked at, beside everybody else. */
const mostBuyers = 10;

type Named = {
  readonly [K in "customerGroups" | "customerIds" | "companyIds"]?: PriceList[K] | undefined;
};

/** The list that is changed, as it shall be and as it is. */
async function listsIn(ctx: TenantTxCtx, change: PreviewChange): Promise<Named[]> {
  if (change.kind === "new_list") return [change.list];
  if (change.kind !== "list") return [];
  const current = await selectList(ctx.db, change.list.id);
  return current === undefined ? [change.list] : [change.list, current];
}

/**
 * Whose prices a change may alter: everybody's, and those of the buyers that the price list is for, before the change or
 * after it. Each is looked at with what else makes prices theirs.
 */
export async function buyersOf(
  ctx: TenantTxCtx,
  change: PreviewChange,
): Promise<{ readonly buyers: readonly Buyer[]; readonly partial: boolean }> {
  const lists = await listsIn(ctx, change);
  const all = <T>(pick: (list: Named) => readonly T[] | undefined): T[] => [
    ...new Set(lists.flatMap((list) => pick(list) ?? [])),
  ];
  const companies = all((list) => list.companyIds).map((companyId): Buyer => ({ ...anybody, companyId }));
  const groups = all((list) => list.customerGroups).map((group): Buyer => ({ ...anybody, groups: [group] }));
  const customers = all((list) => list.customerIds);
  const free = Math.max(0, mostBuyers - companies.length - groups.length);
  const people: Buyer[] = [];
  for (const id of customers.slice(0, free)) people.push(await customer(ctx, id));
  const named = [...companies, ...groups, ...people].slice(0, mostBuyers);
  return {
    buyers: [anybody, ...named],
    partial: companies.length + groups.length + customers.length > named.length,
  };
}

async function customer({ db }: TenantTxCtx, customerId: Id<"cus">): Promise<Buyer> {
  const { groups, company } = await buyerOf(db, customerId);
  return { ...anybody, customerId, groups, companyId: company?.id ?? null };
}
