import type { TenantTxCtx } from "../platform/verb.ts";
import { addUnionSale, selectUnionSales } from "./queries.ts";
import { isUnionSale, unionThreshold } from "./rules/union-threshold.ts";

export interface UnionSale {
  readonly to: { readonly country: string; readonly region: string | null; readonly postalCode: string | null };
  /** Who taxes, as the order says; null where the shop has not said where it is. */
  readonly mechanism: string | null;
  /** Its value without tax in cents of a euro; null where it cannot be told. */
  readonly netCents: () => Promise<number | null>;
}

/** Counts an order that is being placed against the Union's threshold, if it is one that counts. */
export async function countUnionSale(ctx: Pick<TenantTxCtx, "db" | "now">, sale: UnionSale): Promise<void> {
  if (sale.mechanism === null || sale.mechanism === "domestic") return;
  const { home, sales } = await selectUnionSales(ctx.db);
  const year = ctx.now().getUTCFullYear();
  if (!isUnionSale(home, sale.to, sale.mechanism) || (sales[year] ?? 0) > unionThreshold) return;
  const cents = await sale.netCents();
  if (cents !== null) await addUnionSale(ctx.db, year, cents, unionThreshold);
}
