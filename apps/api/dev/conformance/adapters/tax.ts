import type { ActiveCurrencyCode } from "@meridian/core/kernel/currency";
import { taxRateFromBasisPoints } from "@meridian/core/kernel/rate";
import type { Rounding } from "@meridian/core/kernel/rounding";
import { grossOfDecimal, quote, unroundedTaxes } from "@meridian/core/tax";
import { adapter, saysIt } from "../adapter.ts";
import { casesOf } from "./content.ts";

interface CaseTax {
  readonly code: string;
  readonly rateBps: number;
  readonly compound?: boolean;
}

interface CaseLine {
  readonly unitPriceMinor: number | string;
  readonly qty: number;
  readonly inclusive: boolean;
  readonly discountMinor: number;
  readonly taxRateBps?: number | null;
  readonly taxes?: readonly CaseTax[] | null;
  readonly catalogRateBps?: number;
}

interface Sums {
  readonly net?: number;
  readonly tax?: number;
  readonly gross?: number;
}

interface TaxCase {
  readonly id: string;
  readonly currency: ActiveCurrencyCode;
  readonly tags: readonly string[];
  readonly inputs: {
    readonly rounding: "line" | "unit" | "order";
    readonly roundingMode?: Rounding;
    readonly multiTaxRounding?: "combined";
    readonly discountTiming?: "after-tax";
    readonly orderDiscountMinor?: number;
    readonly lines: readonly CaseLine[];
    readonly shipping?: readonly CaseLine[];
  };
  readonly expected: {
    readonly total?: Sums;
    readonly items?: Sums;
    readonly shipping?: Sums;
    readonly lines?: readonly Sums[];
    readonly byTax?: Readonly<Record<string, Sums>>;
    readonly includedTax?: number;
    readonly addedTax?: number;
  };
}

function taxesOf({ taxes, taxRateBps }: CaseLine) {
  const single = taxRateBps ?? null;
  const named = taxes?.map(({ code, rateBps, compound }) => ({ name: code, basisPoints: rateBps, compound }));
  return named ?? (single === null ? [] : [{ name: String(single), basisPoints: single }]);
}

function documentOf({ currency, inputs }: TaxCase) {
  const lineOf = (line: CaseLine) => ({
    unitPrice: line.unitPriceMinor,
    quantity: line.qty,
    discount: line.discountMinor,
    taxes: taxesOf(line),
    taxIncluded: line.inclusive,
    listedTaxes: line.catalogRateBps === undefined ? undefined : [{ basisPoints: line.catalogRateBps }],
    discounts: inputs.discountTiming === "after-tax" ? ("after_tax" as const) : undefined,
  });
  return {
    currency,
    rounding: {
      level: inputs.rounding,
      mode: inputs.roundingMode,
      severalTaxes: inputs.multiTaxRounding === "combined" ? ("together" as const) : undefined,
    },
    lines: inputs.lines.map(lineOf),
    shipping: inputs.shipping?.map(lineOf),
    orderDiscount: inputs.orderDiscountMinor,
  };
}

interface Amount {
  readonly amount: number;
}

const sums = ({ net, tax, gross }: { readonly net: Amount; readonly tax: Amount; readonly gross: Amount }): Sums => {
  return { net: net.amount, tax: tax.amount, gross: gross.amount };
};

export const taxCases = adapter({
  name: "tax cases",
  recognises: saysIt("tax-case"),
  cases: (file) => casesOf<TaxCase>(file),
  id: ({ id }) => id,
  tags: ({ tags }) => tags,
  call: quote,
  args: (one) => [documentOf(one)],
  expected: ({ expected }) => expected,
  answer: ({ totals, parts, lines, byTax }) => ({
    total: sums({ net: totals.net, tax: totals.tax, gross: totals.total }),
    items: sums(parts.items),
    shipping: sums(parts.shipping),
    lines: lines.map(sums),
    byTax,
    includedTax: parts.includedTax.amount,
    addedTax: parts.addedTax.amount,
  }),
});

interface NetCase {
  readonly id: string;
  readonly net: string;
  readonly rateBps: number;
  readonly decimals: number;
  readonly gross: string;
}

/** "5.00" and "5" are the same amount. */
const withoutZeros = (text: string): string => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);

export const netToGross = adapter({
  name: "net to gross",
  recognises: saysIt("net-to-gross"),
  cases: (file) => casesOf<NetCase>(file),
  id: ({ id }) => id,
  call: grossOfDecimal,
  args: ({ net, rateBps, decimals }) => [
    net,
    [{ ratePpm: taxRateFromBasisPoints(rateBps), compound: false }],
    decimals,
    "half-up" as const,
  ],
  expected: ({ gross }) => withoutZeros(gross),
});

interface UnroundedCase {
  readonly id: string;
  readonly amount: string;
  readonly inclusive: boolean;
  readonly taxes: readonly { readonly rateBps: number; readonly compound?: boolean }[];
  readonly exact?: readonly string[];
  readonly fraction?: readonly string[];
  readonly roundedTo4?: readonly string[];
}

export const unrounded = adapter({
  name: "unrounded taxes",
  recognises: saysIt("tax-unrounded"),
  cases: (file) => casesOf<UnroundedCase>(file),
  id: ({ id }) => id,
  call: unroundedTaxes,
  args: ({ amount, inclusive, taxes }) => [
    {
      amount,
      inclusive,
      taxes: taxes.map(({ rateBps, compound = false }) => ({ ratePpm: taxRateFromBasisPoints(rateBps), compound })),
    },
    4,
  ],
  expected: ({ exact, fraction, roundedTo4 }) => ({ exact, fraction, roundedTo4 }),
  answer: (taxes) => ({
    exact: taxes.map((tax) => tax.exact),
    fraction: taxes.map((tax) => tax.fraction),
    roundedTo4: taxes.map((tax) => tax.rounded),
  }),
});
