import type { AppliedTax } from "./schemas.ts";
import { knownRates } from "./presets.ts";
import { chooseTaxes, type TaxChoice } from "./rules/choose-taxes.ts";
import { decideTax, type SaleFacts, type TaxDecision } from "./rules/decide-tax.ts";

/** A decision with the taxes that our own data of rates have for it, without a shop and its settings. */
export interface KnownTaxation {
  readonly decision: TaxDecision;
  readonly choice: TaxChoice;
  readonly taxes: readonly AppliedTax[];
  /** All taxes together, a compound one as its rate says; 0 where none applies, null where our data have no rate. */
  readonly ratePpm: number | null;
}

/**
 * Who taxes a sale and at which rates, from the facts alone: to try a setting out, and for the documentation.
 *
 * @example
 * decideWithKnownRates(facts, "standard").taxes.map((tax) => tax.name) // → ["CGST", "SGST"] within Karnataka
 */
export function decideWithKnownRates(facts: SaleFacts, taxClass = "standard"): KnownTaxation {
  const decision = decideTax(facts);
  const place = decision.jurisdiction ?? { country: facts.shipTo.country, region: facts.shipTo.region ?? null };
  const rates = knownRates({ ...place, date: facts.date }).map((rate, i) => {
    return { ...rate, id: `txr_known${i}` as const, country: place.country, compound: false, version: 1 };
  });
  const postalCode = place.country === facts.shipTo.country ? (facts.shipTo.postalCode ?? null) : null;
  const choice = chooseTaxes({ ...place, postalCode, rates, decision, whenNotRegistered: "charge" }, taxClass);
  const untaxed = decision.jurisdiction === null;
  const taxes = choice.kind === "taxed" && !untaxed ? choice.taxes : [];
  const ratePpm = choice.kind === "missing" && !untaxed ? null : taxes.reduce((all, tax) => all + tax.ratePpm, 0);
  return { decision, choice, taxes, ratePpm };
}
