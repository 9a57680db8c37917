/**
 * What postal codes look like, by country, after trimming and in capitals. Our own table after the postal
 * operators' pages and the Universal Postal Union's addressing guides; countries that are not here accept any
 * code or none. Formats only: whether a code exists is not checked.
 */

const shapes: readonly (readonly [pattern: string, countries: string])[] = [
  ["\\d{3}", "FO IS"],
  ["\\d{4}", "AT AU BE BG CH CY DK GL HU LI LU NO NZ PH SI TN ZA"],
  ["\\d{5}", "DE EE ES FI FR HR ID IT KR MX MY SM TH TR UA VA"],
  ["\\d{6}", "CN IN KZ RO RU SG VN"],
  ["\\d{5,6}", "RS"],
  ["\\d{3} ?\\d{2}", "CZ GR SE SK"],
  ["\\d{2}-?\\d{3}", "PL"],
  ["\\d{4}-?\\d{3}", "PT"],
  ["\\d{5}-?\\d{3}", "BR"],
  ["\\d{3}-?\\d{4}", "JP"],
  ["\\d{5}(?:-\\d{4})?", "US PR"],
  ["980\\d{2}", "MC"],
  ["AD[1-7]\\d{2}", "AD"],
  ["(?:LT-?)?\\d{5}", "LT"],
  ["(?:LV-?)?\\d{4}", "LV"],
  ["[A-Z]{3} ?\\d{4}", "MT"],
  ["[1-9]\\d{3} ?[A-Z]{2}", "NL"],
  ["[ABCEGHJ-NPRSTVXY]\\d[ABCEGHJ-NPRSTV-Z] ?\\d[ABCEGHJ-NPRSTV-Z]\\d", "CA"],
  ["GIR ?0AA|[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}", "GB GG IM JE"],
  ["[A-Z]\\d[\\dW] ?[A-Z\\d]{4}", "IE"],
];

const patterns: ReadonlyMap<string, RegExp> = new Map(
  shapes.flatMap(([pattern, countries]) =>
    countries.split(" ").map((country) => [country, new RegExp(`^(?:${pattern})$`)] as const),
  ),
);

/** Countries of the table where many addresses do without a code. */
const optional: ReadonlySet<string> = new Set(["IE"]);

export type PostalCodeFault = "missing" | "malformed";

/** What is wrong with a country's postal code, if anything. */
export function postalCodeFault(country: string, code: string | null): PostalCodeFault | undefined {
  const pattern = patterns.get(country);
  if (pattern === undefined) return undefined;
  if (code === null) return optional.has(country) ? undefined : "missing";
  return pattern.test(code) ? undefined : "malformed";
}
