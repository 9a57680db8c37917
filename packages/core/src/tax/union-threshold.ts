import { money } from "../kernel/money.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { selectPolicy, selectUnionSales } from "./queries.ts";
import { isUnionSale, thresholdState, unionThreshold } from "./rules/union-threshold.ts";
import { UnionThreshold } from "./schemas.ts";

/** How far sales to consumers of other member states are from the threshold, and which rule that makes hold. */
export const getUnionThreshold = read(
  "tax.union_threshold",
  { access: { staff: "shop.read" }, input: nothing, output: UnionThreshold },
  async (ctx: TenantCtx) => {
    const { home, sales } = await selectUnionSales(ctx.db);
    const { belowUnionThreshold: wanted, unionThreshold: rule } = await selectPolicy(ctx.db);
    const { year, thisYear, lastYear, over, left } = thresholdState(sales, ctx.now().toISOString().slice(0, 10));
    const euros = (cents: number) => money(cents, "EUR");
    // Somewhere else in the Union: whether the seller is in it.
    const inUnion = isUnionSale(home, { country: home === "FR" ? "DE" : "FR" }, "oss");
    return {
      inUnion,
      year,
      thisYear: euros(thisYear),
      lastYear: euros(lastYear),
      threshold: euros(unionThreshold),
      left: euros(left),
      over,
      taxedAt: wanted && (rule === "stated" || !over) ? ("home" as const) : ("destination" as const),
    };
  },
);
