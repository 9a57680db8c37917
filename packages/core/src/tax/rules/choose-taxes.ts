/**
 * Which rates a line bears at its destination. Own convention: rates of different priority add up in order of
 * priority; of one priority the region's rate replaces the country's (an outermost region, a province with a
 * harmonised tax), and of several in force the one that began last holds. Shipping is a class of its own; where no
 * rate names it, it goes with the standard rates that say so. No rate is never zero: it is missing.
 */
import type { TaxRate, TaxTreatment } from "../schemas.ts";

/** The rates of one country that are in force on a day, and the region that is delivered to. */
export interface RateTable {
  readonly country: string;
  readonly region: string | null;
  readonly rates: readonly TaxRate[];
}

export type TaxChoice =
  | ({ readonly kind: "taxed" } & TaxTreatment)
  | { readonly kind: "missing"; readonly country: string; readonly region: string | null; readonly taxClass: string };

const shippingClass = "shipping";
const standardClass = "standard";

export function chooseTaxes(table: RateTable, taxClass: string): TaxChoice {
  const inReach = table.rates.filter((rate) => rate.region === null || rate.region === table.region);
  const own = ofEachPriority(inReach.filter((rate) => rate.taxClass === taxClass));
  if (own.length > 0) return taxed(own);
  const standard =
    taxClass === shippingClass ? ofEachPriority(inReach.filter((r) => r.taxClass === standardClass)) : [];
  if (standard.length === 0) return { kind: "missing", country: table.country, region: table.region, taxClass };
  const covering = standard.filter((rate) => rate.appliesToShipping);
  return covering.length > 0 ? taxed(covering) : { kind: "taxed", reason: "exempt", taxes: [] };
}

function ofEachPriority(rates: readonly TaxRate[]): TaxRate[] {
  const groups = Map.groupBy(rates, (rate) => rate.priority);
  return [...groups.keys()]
    .toSorted((a, b) => a - b)
    .flatMap((priority) => (groups.get(priority) ?? []).toSorted(nearestThenNewest).slice(0, 1));
}

function nearestThenNewest(a: TaxRate, b: TaxRate): number {
  if ((a.region === null) !== (b.region === null)) return a.region === null ? 1 : -1;
  const [from, other] = [a.validFrom ?? "", b.validFrom ?? ""];
  if (from !== other) return from > other ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

function taxed(rates: readonly TaxRate[]): TaxChoice {
  const first = rates.find((rate) => rate.ratePpm > 0) ?? rates[0];
  return {
    kind: "taxed",
    reason: first?.reason ?? "exempt",
    taxes: rates.map(({ id, name, ratePpm, compound }) => ({ rateId: id, name, ratePpm, compound })),
  };
}
