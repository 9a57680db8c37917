import { z } from "zod";
import { countryCode, currencyCode, money } from "../wire.ts";
import { taxReason, UnionThreshold } from "./schemas.ts";

const period = { from: z.iso.date(), until: z.iso.date(), country: countryCode.nullable().default(null) };

/**
 * First and last day of the period, in the shop's time zone. At most two years. `part` is for the file: all rows, or
 * the one-stop shop's return.
 */
export const TaxReportPeriod = z
  .object({ ...period, part: z.enum(["rows", "oss"]).default("rows") })
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

/** The one-stop shop's return in euros, as it is filled in. */
export const OssReturn = z.object({
  /** By member state of consumption and rate, refunds of the period's own sales taken off. */
  supplies: z.array(z.object({ country: z.string(), ratePpm: z.int(), taxable: money, tax: money })),
  /** What was given back of sales of earlier periods (`2026-Q1`): their tax, negative. */
  corrections: z.array(z.object({ country: z.string(), period: z.string(), tax: money })),
  toPay: money,
  /** `final` is false while the European Central Bank has published nothing on the period's last day or after it. */
  exchangeRates: z.array(
    z.object({
      base: currencyCode,
      quote: currencyCode,
      rate: z.string(),
      day: z.string(),
      periodEnd: z.string(),
      final: z.boolean(),
    }),
  ),
  /** Currencies without a rate, whose sales are therefore not in it. */
  missing: z.array(z.string()),
});
export type OssReturn = z.output<typeof OssReturn>;

export const TaxReport = z.object({
  from: z.string(),
  until: z.string(),
  timeZone: z.string(),
  rows: z.array(TaxReportRow),
  /** What goes into the Union one-stop shop's return, by member state and rate. */
  oss: z.array(TaxReportRow),
  ossReturn: OssReturn,
  /** How near the Union's threshold the shop is today, whatever the period; null for a seller outside of the Union. */
  threshold: UnionThreshold.pick({
    year: true,
    thisYear: true,
    lastYear: true,
    threshold: true,
    left: true,
    over: true,
    taxedAt: true,
  }).nullable(),
  /** Sales in the United States by state, those without tax included. */
  unitedStates: z.array(TaxReportRow),
});
export const TaxReportFile = z.object({ filename: z.string(), csv: z.string() });
