/**
 * Taxes of a period by place, mechanism, tax and rate. The one-stop shop's return wants them by member state of
 * consumption and rate (Implementing Regulation (EU) 2020/194, annex III); the states of the US each their own.
 */
import { allocate } from "../../kernel/allocate.ts";
import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import { money, toDecimalString } from "../../kernel/money.ts";
import type { OssReturn, TaxReportRow } from "../report-schemas.ts";
import type { TaxReason } from "../schemas.ts";

/** Which row something belongs to. */
export interface TaxKey {
  readonly country: string;
  readonly region: string | null;
  readonly mechanism: string | null;
  readonly reason: TaxReason;
  readonly name: string;
  readonly ratePpm: number;
  readonly currency: ActiveCurrencyCode;
}

/** Sold (positive) or given back; minor units. */
export interface TaxMovement extends TaxKey {
  readonly kind: "sold" | "refunded";
  readonly taxable: number;
  readonly tax: number;
}

/** One row per key, sorted by place, mechanism and rate. */
export function taxReportRows(movements: readonly TaxMovement[]): TaxReportRow[] {
  const groups = Map.groupBy(movements, (one) => keyOf(one));
  return [...groups.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, group]) => {
      const [first] = group;
      if (first === undefined) return [];
      const { country, region, mechanism, reason, name, ratePpm, currency } = first;
      const sum = (kind: TaxMovement["kind"], what: "taxable" | "tax") =>
        group.reduce((all, one) => (one.kind === kind ? all + one[what] : all), 0);
      const [taxable, tax] = [sum("sold", "taxable"), sum("sold", "tax")];
      const [refundedTaxable, refundedTax] = [sum("refunded", "taxable"), sum("refunded", "tax")];
      return [
        {
          country,
          region,
          mechanism,
          reason,
          name,
          ratePpm,
          currency,
          taxable: money(taxable, currency),
          tax: money(tax, currency),
          refundedTaxable: money(refundedTaxable, currency),
          refundedTax: money(refundedTax, currency),
          netTaxable: money(taxable - refundedTaxable, currency),
          netTax: money(tax - refundedTax, currency),
        },
      ];
    });
}

const keyOf = ({ country, region, mechanism, reason, name, ratePpm, currency }: TaxKey): string =>
  [country, region ?? "", mechanism ?? "", String(9_999_999 - ratePpm).padStart(7, "0"), reason, name, currency].join(
    "\u0000",
  );

/** A part of a sale that is given back: gross, the tax in it, and the taxes that it was sold with. */
export interface RefundedPart {
  readonly gross: number;
  readonly tax: number;
  readonly reason: TaxReason;
  readonly taxes: readonly { readonly name: string; readonly ratePpm: number; readonly amount: number }[];
}

/**
 * The movements of a refund. Its tax was computed when it was made; between several taxes of a line it is shared in
 * proportion to what they were, by largest remainder, so that the parts make it.
 */
export function refundMovements(
  place: Pick<TaxKey, "country" | "region" | "mechanism" | "currency">,
  { gross, tax, reason, taxes }: RefundedPart,
): TaxMovement[] {
  const taxable = gross - tax;
  if (gross === 0) return [];
  if (taxes.length === 0) return [{ ...place, kind: "refunded", reason, name: "", ratePpm: 0, taxable, tax: 0 }];
  const shares = allocate(
    money(tax, place.currency),
    taxes.map((one) => one.amount),
  );
  return taxes.map(({ name, ratePpm }, i) => {
    return { ...place, kind: "refunded", reason, name, ratePpm, taxable, tax: shares[i]?.amount ?? 0 };
  });
}

export const ossReturn = (rows: readonly TaxReportRow[]): TaxReportRow[] =>
  rows.filter((row) => row.mechanism === "oss" && row.ratePpm > 0);

export const unitedStatesReturn = (rows: readonly TaxReportRow[]): TaxReportRow[] =>
  rows.filter((row) => row.country === "US");

const columns = [
  "country",
  "region",
  "mechanism",
  "reason",
  "tax",
  "rate_percent",
  "currency",
  "taxable",
  "tax_amount",
  "refunded_taxable",
  "refunded_tax",
  "net_taxable",
  "net_tax",
];

/** RFC 4180, decimals with a point. What a spreadsheet would take for a formula is kept from being one. */
export function taxReportCsv(rows: readonly TaxReportRow[]): string {
  const lines = rows.map((row) => {
    const amounts = [row.taxable, row.tax, row.refundedTaxable, row.refundedTax, row.netTaxable, row.netTax];
    const { country, region, mechanism, reason, name, ratePpm, currency } = row;
    const said = [country, region ?? "", mechanism ?? "", reason, name, percentOf(ratePpm), currency];
    return said.concat(amounts.map((one) => toDecimalString(money(one.amount, one.currency))));
  });
  return `${[columns, ...lines].map((cells) => cells.map(cellOf).join(",")).join("\r\n")}\r\n`;
}

/** The one-stop shop's return as a file of the same kind: supplies, then corrections, which have no rate. */
export function ossReturnCsv({ supplies, corrections }: OssReturn): string {
  const text = ({ amount, currency }: TaxReportRow["tax"]) => toDecimalString(money(amount, currency));
  const lines = [
    ["kind", "country", "period", "rate_percent", "taxable_eur", "tax_eur"],
    ...supplies.map(({ country, ratePpm, taxable, tax }) => {
      return ["supply", country, "", percentOf(ratePpm), text(taxable), text(tax)];
    }),
    ...corrections.map(({ country, period, tax }) => ["correction", country, period, "", "", text(tax)]),
  ];
  return `${lines.map((cells) => cells.map(cellOf).join(",")).join("\r\n")}\r\n`;
}

function percentOf(ppm: number): string {
  const text = String(ppm).padStart(5, "0");
  return `${text.slice(0, -4)}.${text.slice(-4)}`.replace(/\.?0+$/, "");
}

function cellOf(value: string): string {
  const safe = /^[=+@\t]|^-\D/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
