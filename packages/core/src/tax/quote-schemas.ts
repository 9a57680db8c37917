import { z } from "zod";
import { roundings } from "../kernel/rounding.ts";
import { currencyCode, line } from "../wire.ts";
import { discountTiming, taxReason, taxRoundingLevel } from "./schemas.ts";

/** Whole minor units (`1999`), or text in units of the currency with its own digits at most (`"19.99"`). */
export const quoteAmount = z.union([z.int(), z.string().max(30)]);

/** One tax: its rate in per cent as text (`"19"`, `"9.975"`), or in basis points (`997.5`). */
export const QuoteTax = z
  .object({
    /** Names the tax lines; left out, the rate does. */
    name: line(60).optional(),
    percent: z.string().max(12).optional(),
    basisPoints: z.number().min(0).max(100_000).optional(),
    /** On the net price and the taxes before it. */
    compound: z.boolean().default(false),
  })
  .refine((tax) => (tax.percent === undefined) !== (tax.basisPoints === undefined), {
    path: ["percent"],
    message: "either percent or basisPoints",
  });

const taxes = z.array(QuoteTax).max(20);

/** Something sold or carried. A negative price is something given back. */
export const QuoteLine = z.object({
  id: line(80).optional(),
  unitPrice: quoteAmount,
  quantity: z.int().min(1).max(1_000_000).default(1),
  /** For the whole line, in the basis of its price. */
  discount: quoteAmount.default(0),
  /** In the order in which they apply; none is no tax. */
  taxes: taxes.default([]),
  reason: taxReason.optional(),
  /** Where this line's price differs from the document's. */
  taxIncluded: z.boolean().optional(),
  /** The taxes that the listed price contains, where its net is kept and not the price. */
  listedTaxes: taxes.optional(),
  discounts: discountTiming.optional(),
});

/** A sale to be computed, complete in itself: prices, discounts and taxes are given, nothing is looked up. */
export const QuoteDocument = z.object({
  currency: currencyCode,
  /** Whether prices contain their taxes. */
  taxIncluded: z.boolean().default(false),
  rounding: z
    .object({
      level: taxRoundingLevel.default("line"),
      mode: z.enum(roundings).default("half-up"),
      severalTaxes: z.enum(["each", "together"]).default("each"),
    })
    .prefault({}),
  lines: z.array(QuoteLine).max(1000),
  shipping: z.array(QuoteLine).max(100).default([]),
  /** On all lines together, shipping left out. */
  orderDiscount: quoteAmount.default(0),
});
export type QuoteDocument = z.output<typeof QuoteDocument>;
export type QuoteDocumentInput = z.input<typeof QuoteDocument>;
