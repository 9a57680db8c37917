/**
 * Who taxes a sale, and by which mechanism: before any rate. Sources: Directive 2006/112/EC art. 31–33, 44, 45, 58,
 * 59c (threshold of 10,000 EUR), 138, 146, 194–196, 369a ff. (one-stop shop), as of the e-commerce package of
 * 2021-07-01 and of 2015-01-01 for electronic services; UK VATA 1994; Swiss MWSTG; Canada's Excise Tax Act, part IX and the provinces' place-of-supply rules;
 * South Dakota v. Wayfair (2018) for nexus in the United States; India's IGST Act 2017, s. 7–12; A New Tax System
 * (GST) Act 1999 (AU), GST Act 1985 (NZ), Consumption Tax Act (JP).
 */
import { parseDecimal } from "../../kernel/money.ts";
import { checkTaxId } from "./check-tax-id.ts";
import { type ImportLimit, importLimitOf, iossLimit } from "./import-limits.ts";
import { type Place, type TaxArea, taxAreaOf } from "./territories.ts";

/** A registration for tax: of a country, or of one of its regions (a US state, a province with a tax of its own). */
export interface Registration {
  readonly country: string;
  readonly region: string | null;
  /** `oss` Union one-stop shop, `ioss` its import scheme; their country is the one where they are held. */
  readonly scheme: "standard" | "oss" | "ioss";
  /** First and last day; null leaves that side open. */
  readonly validFrom: string | null;
  readonly validUntil: string | null;
}

export interface SaleFacts {
  readonly seller: {
    readonly establishment: Place;
    readonly registrations: readonly Registration[];
    /** Cross-border sales to consumers in the Union stay below the yearly 10,000 EUR, and home tax is wanted. */
    readonly belowUnionThreshold: boolean;
  };
  /** Where the goods leave from; null is the establishment. */
  readonly shipFrom: Place | null;
  readonly shipTo: Place;
  readonly customer: {
    readonly status: "consumer" | "business" | "exempt";
    readonly taxId: string | null;
    /** What the tax office's register said of the id; null where it was not asked. */
    readonly register: "verified" | "rejected" | "unreachable" | null;
  };
  readonly supply: "goods" | "digital";
  /**
   * What customs would value the consignment at (the piece, where the limit is for each), decimal text and its currency;
   * left out where that is not known. Above the limit of the destination, what comes from abroad is taxed when it is
   * imported, and not by the seller.
   */
  readonly consignment?: { readonly value: string; readonly currency: string } | null;
  /** Whether an id right in form is enough while the register has not confirmed it. */
  readonly acceptUnverified: boolean;
  /** The day of the sale. */
  readonly date: string;
}

/**
 * - `domestic`: within one country; - `destination`: where it is delivered to; - `oss`: there, declared at home;
 * - `origin`: at home although delivered abroad; - `intra_community`, `reverse_charge`: the buyer accounts for it;
 * - `export`: leaves the tax area untaxed; - `exempt`: the buyer is; - `none`: no business of this seller's.
 */
export type Mechanism =
  | "domestic"
  | "destination"
  | "oss"
  | "origin"
  | "intra_community"
  | "reverse_charge"
  | "export"
  | "exempt"
  | "none";

/** A step of the decision, a code for the console to put in words, and what it was about. */
export interface DecisionStep {
  readonly step:
    | "special_territory"
    | "buyer_exempt"
    | "same_area"
    | "tax_id_valid"
    | "tax_id_invalid"
    | "tax_id_unverified"
    | "tax_id_rejected"
    | "oss"
    | "registered_there"
    | "below_threshold"
    | "above_threshold"
    | "leaves_area"
    | "not_registered"
    | "above_import_limit"
    | "before_2015"
    | "before_2021";
  readonly about: string;
}

export interface TaxDecision {
  readonly mechanism: Mechanism;
  /** Whose rates apply; null where nobody's do. */
  readonly jurisdiction: { readonly country: string; readonly region: string | null } | null;
  /** Whether the seller is registered where the tax is due. */
  readonly registered: boolean;
  /** Whether taxes of the region's own (PST, QST) are the seller's to charge. */
  readonly regional: boolean;
  /** Whether the goods stay in the region that they leave from (India: CGST and SGST, else IGST). */
  readonly withinRegion: boolean;
  /** Why the seller charges nothing on what the buyer pays tax for at import; left out where he does not. */
  readonly atImport?: "export" | "out_of_scope";
  readonly trace: readonly DecisionStep[];
}

export function decideTax(facts: SaleFacts): TaxDecision {
  const to = taxAreaOf(facts.shipTo);
  const home = taxAreaOf(facts.seller.establishment);
  const from = facts.shipFrom === null ? home : taxAreaOf(facts.shipFrom);
  const trace: DecisionStep[] = [];
  const say = (step: DecisionStep["step"], about: string) => void trace.push({ step, about });
  if (to.territory !== null) say("special_territory", to.territory);
  const active = facts.seller.registrations.filter((one) => inForce(one, facts.date));
  const at = (mechanism: Mechanism, area: TaxArea | null, registered = true): TaxDecision => ({
    mechanism,
    jurisdiction: area && { country: area.country, region: area.region },
    registered,
    regional: area === null || isRegional(area, home, active),
    withinRegion: area !== null && area.country === from.country && area.region === from.region,
    trace,
  });
  if (facts.customer.status === "exempt") {
    say("buyer_exempt", to.country);
    return at("exempt", to);
  }
  const exports = facts.supply === "goods" && (from.union.goods || zeroRatesExports.has(from.country));
  if (to.country === "US" && (hasNexus(to, home, active) || !exports)) return unitedStates(to, home, active, at, say);
  if (to.country === from.country && to.country === home.country) {
    say("same_area", to.country);
    return at(to.country === "CA" ? "destination" : "domestic", to);
  }
  const registered = active.some((one) => one.scheme === "standard" && one.country === to.country);
  const kind = facts.supply === "goods" ? "goods" : "services";
  const seller = home.union[kind] || active.some((one) => isInUnion(one.country));
  if (to.union[kind] && seller) return withinUnion(facts, { to, home, from, active, registered, exports, at, say });
  if (registered && isAbove(importLimitOf(to.country), facts)) {
    say("above_import_limit", to.country);
    return { ...at("none", null, false), atImport: exports ? "export" : "out_of_scope" };
  }
  if (registered) {
    say("registered_there", to.country);
    return at("destination", to);
  }
  if (exports) {
    say("leaves_area", to.territory ?? to.country);
    return at("export", null, false);
  }
  say("not_registered", to.country);
  return at("none", null, false);
}

interface Situation {
  readonly to: TaxArea;
  readonly home: TaxArea;
  readonly from: TaxArea;
  readonly active: readonly Registration[];
  readonly registered: boolean;
  readonly exports: boolean;
  readonly at: (mechanism: Mechanism, area: TaxArea | null, registered?: boolean) => TaxDecision;
  readonly say: (step: DecisionStep["step"], about: string) => void;
}

function withinUnion(facts: SaleFacts, situation: Situation): TaxDecision {
  const { to, home, from, active, registered, exports, at, say } = situation;
  if (facts.customer.taxId !== null && isOtherBusiness(facts, home, say)) {
    return at(facts.supply === "goods" ? "intra_community" : "reverse_charge", null);
  }
  if (registered && from.country === to.country) {
    say("registered_there", to.country);
    return at("domestic", to);
  }
  if (facts.date < "2021-07-01" && facts.supply === "goods" && !registered) {
    if (from.union.goods) {
      say("before_2021", from.country);
      return at("origin", from);
    }
    // Import tax was the buyer's before the import scheme.
    say("not_registered", to.country);
    return at("none", null, false);
  }
  if (facts.date < "2015-01-01" && facts.supply === "digital" && home.union.services && !registered) {
    say("before_2015", home.country);
    return at("origin", home);
  }
  const imported = facts.supply === "goods" && !from.union.goods && !registered;
  if (imported && active.some((one) => one.scheme === "ioss") && isAbove(iossLimit, facts)) {
    say("above_import_limit", to.country);
    return { ...at("none", null, false), atImport: exports ? "export" : "out_of_scope" };
  }
  if (active.some((one) => one.scheme !== "standard")) {
    say("oss", to.country);
    return at("oss", to);
  }
  if (registered) {
    say("registered_there", to.country);
    return at("destination", to);
  }
  if (facts.seller.belowUnionThreshold && isInUnion(home.country)) {
    say("below_threshold", home.country);
    return at("origin", home);
  }
  say("above_threshold", to.country);
  return at("destination", to, false);
}

/** A business of another state than the seller's, whose id may be relied on (art. 138 and 196; C-273/11 Mecsek). */
function isOtherBusiness({ customer, acceptUnverified }: SaleFacts, home: TaxArea, say: Situation["say"]): boolean {
  const check = checkTaxId(customer.taxId ?? "");
  const country = check.country ?? "";
  if (!check.valid) say("tax_id_invalid", country);
  else if (!(isInUnion(country) || country === "XI") || country === home.country) return false;
  else if (customer.register === "rejected") say("tax_id_rejected", country);
  else if (customer.register !== "verified" && !acceptUnverified) say("tax_id_unverified", country);
  else {
    say("tax_id_valid", country);
    return true;
  }
  return false;
}

function unitedStates(
  to: TaxArea,
  home: TaxArea,
  active: readonly Registration[],
  at: Situation["at"],
  say: Situation["say"],
): TaxDecision {
  const nexus = hasNexus(to, home, active);
  const place = `US-${to.region ?? ""}`;
  say(nexus ? "registered_there" : "not_registered", place);
  return nexus ? at("destination", to) : at("none", null, false);
}

function hasNexus(to: TaxArea, home: TaxArea, active: readonly Registration[]): boolean {
  if (home.country === "US" && home.region === to.region) return true;
  return active.some((one) => one.country === "US" && (one.region === null || one.region === to.region));
}

/** A region's own tax needs its own registration; who is at home there has it. */
function isRegional(area: TaxArea, home: TaxArea, active: readonly Registration[]): boolean {
  if (home.country === area.country && home.region === area.region) return true;
  return active.some((one) => one.country === area.country && one.region !== null && one.region === area.region);
}

const isInUnion = (country: string): boolean => taxAreaOf({ country }).union.goods;

const inForce = ({ validFrom, validUntil }: Registration, day: string): boolean =>
  (validFrom === null || validFrom <= day) && (validUntil === null || day <= validUntil);

/** Outside of the Union, countries whose tax law (listed above) rates goods that leave the country at zero. */
const zeroRatesExports: ReadonlySet<string> = new Set(["AU", "CA", "CH", "GB", "IN", "JP", "NO", "NZ"]);

/** A value in another currency than the limit's says nothing. */
function isAbove(limit: ImportLimit | undefined, { consignment = null, supply }: SaleFacts): boolean {
  if (limit === undefined || consignment === null || supply !== "goods") return false;
  if (consignment.currency !== limit.currency) return false;
  const value = parseDecimal(consignment.value, limit.currency);
  return value.ok && value.money.amount > limit.amount;
}
