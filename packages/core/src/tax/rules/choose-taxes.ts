/**
 * Which rates a line bears. Who taxes is decided first (`decideTax`); then, own convention: rates of different
 * priority add up in order of priority; of one priority the nearest replaces the others (postal codes before the
 * region, the region before the country), and of several in force the one that began last holds. Shipping is a class
 * of its own; where no rate names it, it goes with the standard rates that say so. No rate is never zero: it is missing.
 */
import type { DiscountTiming, TaxRate, TaxReason, TaxTreatment, WhenNotRegistered } from "../schemas.ts";
import type { TaxDecision } from "./decide-tax.ts";
import { isJoined, type Place, taxAreaOf } from "./territories.ts";

/** The rates in force on a day around one sale, and what was decided about it. */
export interface RateTable {
  /** Whose rates are charged: the destination's, or the country that the decision names. */
  readonly country: string;
  readonly region: string | null;
  readonly postalCode?: string | null;
  /** A territory outside of its country's tax: only rates that name its postal codes or its region are its own. */
  readonly placeOnly?: boolean;
  readonly rates: readonly TaxRate[];
  /** Null where the shop has not said where it is: then every destination's rates are charged. */
  readonly decision?: TaxDecision | null;
  readonly whenNotRegistered?: WhenNotRegistered;
  readonly discounts?: DiscountTiming;
}

/**
 * Whose rates are looked up for an address, `jurisdiction` being whose tax a decision names. A territory with a tax of
 * its own has its own country's code where it has one (Martinique), else rates that name its place (the Canary Islands);
 * a country that belongs to another's tax area (Monaco) takes that one's, where it has none of its own.
 */
export function placeOfRates(
  to: Place,
  jurisdiction: { readonly country: string; readonly region: string | null } | null,
  rates: readonly Pick<TaxRate, "country">[],
): Pick<RateTable, "country" | "region" | "placeOnly"> {
  const area = taxAreaOf(to);
  const { country, region = null } = to;
  if (area.country === country || (jurisdiction !== null && jurisdiction.country !== area.country)) {
    return jurisdiction ?? { country, region };
  }
  const has = (code: string): boolean => rates.some((rate) => rate.country === code);
  if (isJoined(country))
    return jurisdiction === null && has(country) ? { country, region } : { country: area.country, region: area.region };
  return has(area.country) ? { country: area.country, region: area.region } : { country, region, placeOnly: true };
}

export type TaxChoice =
  | ({ readonly kind: "taxed" } & TaxTreatment)
  | {
      readonly kind: "missing";
      readonly country: string;
      readonly region: string | null;
      readonly taxClass: string;
      /** `not_registered`: tax is due, the shop is not registered there, and it has not chosen to sell all the same. */
      readonly cause: "no_rate" | "not_registered";
    };

const shippingClass = "shipping";
const standardClass = "standard";

export function chooseTaxes(table: RateTable, taxClass: string): TaxChoice {
  const { country, region, decision = null } = table;
  const untaxed = decision === null ? null : reasonUntaxed(decision, table.whenNotRegistered ?? "refuse");
  if (untaxed === "refuse") return { kind: "missing", country, region, taxClass, cause: "not_registered" };
  if (untaxed !== null) return { kind: "taxed", reason: untaxed, taxes: [] };
  const inReach = table.rates.filter((rate) => reaches(rate, table));
  const own = ofEachPriority(inReach.filter((rate) => rate.taxClass === taxClass));
  if (own.length > 0) return taxed(own, table);
  const standard =
    taxClass === shippingClass ? ofEachPriority(inReach.filter((r) => r.taxClass === standardClass)) : [];
  if (standard.length === 0) return { kind: "missing", country, region, taxClass, cause: "no_rate" };
  const covering = standard.filter((rate) => rate.appliesToShipping);
  return covering.length > 0 ? taxed(covering, table) : { kind: "taxed", reason: "exempt", taxes: [] };
}

/** Why the whole sale bears no tax; null where it does. */
function reasonUntaxed(decision: TaxDecision, choice: WhenNotRegistered): TaxReason | "refuse" | null {
  switch (decision.mechanism) {
    case "exempt":
      return "exempt";
    case "intra_community":
    case "reverse_charge":
      return "reverse_charge";
    case "export":
      return "export";
    case "none":
    case "destination":
      if (decision.atImport !== undefined) return decision.atImport;
      if (decision.registered || choice === "charge") return null;
      return choice === "refuse" ? "refuse" : "not_registered";
    case "domestic":
    case "origin":
    case "oss":
      return null;
  }
}

function reaches(rate: TaxRate, table: RateTable): boolean {
  const { country, region, postalCode = null, placeOnly = false, decision = null } = table;
  if (placeOnly && rate.region === null && rate.postalFrom === null) return false;
  if (rate.country !== country || (rate.region !== null && rate.region !== region)) return false;
  if (rate.regional && decision !== null && !decision.regional) return false;
  if (rate.scope !== "any" && (rate.scope === "within_region") !== (decision?.withinRegion ?? false)) return false;
  if (rate.postalFrom === null || rate.postalUntil === null) return true;
  const code = (postalCode ?? "").toUpperCase().replace(/[^A-Z0-9]/g, "");
  return (
    code !== "" &&
    code.slice(0, rate.postalFrom.length) >= rate.postalFrom &&
    code.slice(0, rate.postalUntil.length) <= rate.postalUntil
  );
}

function ofEachPriority(rates: readonly TaxRate[]): TaxRate[] {
  const groups = Map.groupBy(rates, (rate) => rate.priority);
  return [...groups.keys()]
    .toSorted((a, b) => a - b)
    .flatMap((priority) => (groups.get(priority) ?? []).toSorted(nearestThenNewest).slice(0, 1));
}

function nearestThenNewest(a: TaxRate, b: TaxRate): number {
  if ((a.postalFrom === null) !== (b.postalFrom === null)) return a.postalFrom === null ? 1 : -1;
  if ((a.region === null) !== (b.region === null)) return a.region === null ? 1 : -1;
  const [from, other] = [a.validFrom ?? "", b.validFrom ?? ""];
  if (from !== other) return from > other ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

function taxed(rates: readonly TaxRate[], { discounts = "before_tax" }: RateTable): TaxChoice {
  const first = rates.find((rate) => rate.ratePpm > 0) ?? rates[0];
  return {
    kind: "taxed",
    reason: first?.reason ?? "exempt",
    taxes: rates.map(({ id, name, ratePpm, compound }) => ({ rateId: id, name, ratePpm, compound })),
    ...(discounts === "before_tax" ? {} : { discounts }),
  };
}
