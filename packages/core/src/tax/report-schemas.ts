import { z } from "zod";
import { countryCode, currencyCode, money } from "../wire.ts";
import { taxReason } from "./schemas.ts";

/** First and last day of the period, in the shop's time zone. At most two years. */
export const TaxReportPeriod = z
  .object({ from: z.iso.date(), until: z.iso.date(), country: countryCode.nullable().default(null) })
  .refine(({ from, until }) => from <= until, { path: ["until"], message: "not before the start" })
  .refine(({ from, until }) => Date.parse(until) - Date.parse(from) <= 732 * 86_400_000, {
    path: ["until"],
    message: "two years at most",
  });

/** One tax of one place over the period. Refunds of the period are taken off, whenever the order was placed. */
export const TaxReportRow = z.object({
  /** Whose tax it is; where no tax applies, where it was delivered to. */
  country: z.string(),
  region: z.string().nullable(),
  /** `domestic`, `oss`, …; null where the shop had not said where it is. */
  mechanism: z.string().nullable(),
  reason: taxReason,
  name: z.string(),
  ratePpm: z.int(),
  currency: currencyCode,
  taxable: money,
  tax: money,
  refundedTaxable: money,
  refundedTax: money,
  /** After refunds. */
  netTaxable: money,
  netTax: money,
});
export type TaxReportRow = z.output<typeof TaxReportRow>;

export const TaxReport = z.object({
  from: z.string(),
  until: z.string(),
  timeZone: z.string(),
  rows: z.array(TaxReportRow),
  /** What goes into the Union one-stop shop's return, by member state and rate. */
  oss: z.array(TaxReportRow),
  /** Sales in the United States by state, those without tax included. */
  unitedStates: z.array(TaxReportRow),
});
export const TaxReportFile = z.object({ filename: z.string(), csv: z.string() });
