/**
 * Up to which value the seller, registered there, charges the destination's tax on goods from abroad; above it the buyer
 * pays when they are imported. The value is that of the goods alone, without transport and tax, after discounts (for
 * the Union Delegated Regulation (EU) 2015/2446 art. 1 (48)): Directive 2006/112/EC art. 369l (import scheme, 150 EUR),
 * VATA 1994 s. 7AA (135 GBP), A New Tax System (GST) Act 1999 s. 84-79 and 84-83 (AU, 1000 AUD, as sent together), GST
 * Act 1985 s. 10B (NZ, 1000 NZD for each piece; not certain for pieces sent together), merverdiavgiftsforskriften § 3-1
 * (NO, each piece below 3000 NOK), GST Act 1993, seventh schedule (SG, 400 SGD for each piece). Switzerland has none:
 * who is registered there as a mail order seller taxes all he sends (MWSTG art. 7 (3) b).
 */
import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import type { TaxArea } from "./territories.ts";

export interface ImportLimit {
  /** The highest value that the seller taxes, in minor units. */
  readonly amount: number;
  readonly currency: ActiveCurrencyCode;
  readonly per: "consignment" | "piece";
}

export const iossLimit: ImportLimit = { amount: 15_000, currency: "EUR", per: "consignment" };

const limits: ReadonlyMap<string, ImportLimit> = new Map([
  ["AU", { amount: 100_000, currency: "AUD", per: "consignment" }],
  ["GB", { amount: 13_500, currency: "GBP", per: "consignment" }],
  ["NO", { amount: 299_999, currency: "NOK", per: "piece" }],
  ["NZ", { amount: 100_000, currency: "NZD", per: "piece" }],
  ["SG", { amount: 40_000, currency: "SGD", per: "piece" }],
]);

/** Of a country outside of the Union. */
export const importLimitOf = (country: string): ImportLimit | undefined => limits.get(country);

/** The limits that may matter for what is sent to a place. */
export function importLimitsAt({ country, union }: Pick<TaxArea, "country" | "union">): ImportLimit[] {
  const own = importLimitOf(country);
  return [...(union.goods ? [iossLimit] : []), ...(own === undefined ? [] : [own])];
}
