import type { Id } from "../kernel/ids.ts";
import { money } from "../kernel/money.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { selectPolicy } from "./queries.ts";
import { selectUnionSales } from "./queries/union-sales.ts";
import { heldBesides, isUnionSale, thresholdState, unionThreshold } from "./rules/union-threshold.ts";
import { UnionThreshold } from "./schemas.ts";
import type { z } from "zod";

/** How far sales to consumers of other member states are from the threshold, and which rule that makes hold. */
export const getUnionThreshold = read(
  "tax.union_threshold",
  { access: { staff: "shop.read" }, input: nothing, output: UnionThreshold },
  unionThresholdNow,
);

/** The same, for others that tell of it. */
export async function unionThresholdNow(ctx: TenantCtx): Promise<z.output<typeof UnionThreshold>> {
  const { home, sales, holds, history, crossings } = await selectUnionSales(ctx.db);
  const { belowUnionThreshold: wanted, unionThreshold: rule } = await selectPolicy(ctx.db);
  const now = ctx.now();
  const held = heldBesides(holds, now, null);
  const { year, thisYear, lastYear, over, left } = thresholdState(sales, now.toISOString().slice(0, 10), held);
  const euros = (cents: number) => money(cents, "EUR");
  const shown = (when: string): boolean => [year, year - 1].includes(Number(when.slice(0, 4)));
  // Somewhere else in the Union: whether the seller is in it.
  const inUnion = isUnionSale(home, { country: home === "FR" ? "DE" : "FR" }, "oss");
  return {
    inUnion,
    year,
    thisYear: euros(thisYear),
    lastYear: euros(lastYear),
    held: euros(held),
    threshold: euros(unionThreshold),
    left: euros(left),
    over,
    taxedAt: wanted && (rule === "stated" || !over) ? ("home" as const) : ("destination" as const),
    crossings: Object.entries(crossings)
      .filter(([of]) => shown(of))
      .map(([of, { at, orderId }]) => ({ year: Number(of), at, orderId: orderId as Id<"ord"> | null }))
      .toSorted((a, b) => b.year - a.year),
    months: Object.entries(history)
      .filter(([month]) => shown(month))
      .map(([month, { sold, returned }]) => ({ month, sold: euros(sold), returned: euros(returned) }))
      .toSorted((a, b) => (a.month > b.month ? -1 : 1)),
  };
}
