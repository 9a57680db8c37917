/**
 * Whether a tax id can be one: its form and its check digits. That it is in force, and whose it is, only the tax
 * office's register says (VIES in the Union).
 */
import { type IdRule, memberStates } from "./tax-ids/european-union.ts";
import { otherCountries } from "./tax-ids/elsewhere.ts";

export interface TaxIdCheck {
  /** ISO 3166-1, or `EU` and `XI`, which have ids of their own; null where no country is known to have this one. */
  readonly country: string | null;
  /** With its prefix, without spaces and other signs in between: how it is stored and shown. */
  readonly taxId: string;
  /** Whether the form is right; null for a country whose form is not known here. */
  readonly format: boolean | null;
  /** Whether form and check digits are right; true by form alone where the country has no check digits. */
  readonly valid: boolean;
  readonly verdict: "valid" | "format_only" | "invalid" | "unknown_country";
}

const rules: ReadonlyMap<string, IdRule> = new Map([...memberStates, ...otherCountries]);

/** Countries whose ids are checked, with the prefix in front of theirs. */
export const taxIdCountries: ReadonlyMap<string, string> = new Map(
  [...rules].map(([country, { prefix }]) => [country, prefix]),
);

/**
 * Checks `id` as one of `country`, or of the country that its prefix names. Spaces, dots, dashes and slashes do not
 * matter; the prefix may be left out where the country is given.
 *
 * @example
 * checkTaxId("DE 136.695.976") // → { country: "DE", taxId: "DE136695976", format: true, valid: true, verdict: "valid" }
 * checkTaxId("136695977", "DE").verdict // → "format_only"
 */
export function checkTaxId(id: string, country: string | null = null): TaxIdCheck {
  const bare = id.toUpperCase().replace(/[\s.\-/–_]/g, "");
  const found = country ?? countryOf(bare);
  const rule = found === null ? undefined : rules.get(found);
  if (found === null || rule === undefined) {
    return { country: found, taxId: bare, format: null, valid: false, verdict: "unknown_country" };
  }
  const own = withoutPrefix(bare, found, rule);
  const format = rule.form.test(own);
  const valid = format && (rule.check === null || rule.check(own));
  const verdict = valid ? "valid" : format ? "format_only" : "invalid";
  return { country: found, taxId: `${rule.prefix}${own}`, format, valid, verdict };
}

function withoutPrefix(bare: string, country: string, { prefix, form }: IdRule): string {
  if (bare.startsWith(prefix)) return bare.slice(prefix.length);
  // Greek ids are also written with the country's code, and an id may begin with letters of its own.
  return bare.startsWith(country) && !form.test(bare) ? bare.slice(country.length) : bare;
}

function countryOf(bare: string): string | null {
  const byPrefix = [...rules].find(([, { prefix }]) => bare.startsWith(prefix));
  return byPrefix?.[0] ?? (rules.has(bare.slice(0, 2)) ? bare.slice(0, 2) : null);
}
