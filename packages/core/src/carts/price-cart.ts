import { createHash } from "node:crypto";
import type { SaleVariant } from "../catalog/index.ts";
import { type OfferedMethod, shippingPrice } from "../fulfilment/index.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import type { ActiveCurrencyCode } from "../kernel/currency.ts";
import { DomainError } from "../kernel/errors.ts";
import { type Money, money, MoneyError, multiply, sum } from "../kernel/money.ts";
import { inDisplay, type PriceDecision } from "../pricing/index.ts";
import { calculate, type Calculation, type CalculationLine, chooseTaxes, type TaxChoice } from "../tax/index.ts";
import type { Gathered } from "./gather.ts";
import type { StoredLine } from "./queries.ts";
import type { CartsErrorCode, Totals } from "./schemas.ts";

/** A line with what the database says of it. Without a price it is no longer for sale. */
export interface PricedItem {
  readonly line: StoredLine;
  readonly variant: SaleVariant | undefined;
  /** As the market shows prices. */
  readonly price: Extract<PriceDecision, { kind: "price" }> | undefined;
  readonly taxes: TaxChoice | undefined;
  readonly most: number | null | undefined;
}

export interface PricedCart extends Gathered {
  readonly items: readonly PricedItem[];
  /** What was chosen, where it is still offered. */
  readonly shipping: { readonly method: OfferedMethod; readonly price: Money; readonly taxes: TaxChoice } | null;
  /** Null while a tax of the destination is not known. */
  readonly calculation: Calculation | null;
  readonly totals: Totals;
  readonly totalsHash: string;
}

/** What the cart costs, from what was gathered: the same for cart, quote and order. Lines without a price stay out. */
export function priceCart(gathered: Gathered): PricedCart {
  try {
    return priced(gathered);
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    throw new DomainError<CartsErrorCode>("invalid", "carts.total_too_large", {}, { cause: error });
  }
}

function priced(gathered: Gathered): PricedCart {
  const { cart, market, taxation, methods } = gathered;
  const items = gathered.lines.map((line) => priceItem(gathered, line));
  const worth = sum(market.currency, items.flatMap(totalOf));
  const method = methods.find(({ id }) => id === cart.shippingMethodId);
  const shipping =
    method === undefined
      ? null
      : { method, price: shippingPrice(method, worth.amount), taxes: chooseTaxes(taxation, method.taxClass) };
  const lines = items.map((item) => lineOf(item.line.id, item.price?.amount, item.line.quantity, item.taxes));
  const last = shipping === null ? null : lineOf("shipping", shipping.price, 1, shipping.taxes);
  const calculation =
    lines.includes("unknown") || last === "unknown"
      ? null
      : calculate({
          currency: market.currency,
          taxIncluded: market.taxDisplay === "inclusive",
          rounding: taxation.rounding,
          lines: lines.filter((line) => typeof line === "object"),
          shipping: last === "none" ? null : last,
        });
  const totals = calculation === null ? untaxedTotals(gathered, worth, shipping?.price) : taxedTotals(calculation);
  return { ...gathered, items, shipping, calculation, totals, totalsHash: hashOf(items, method, calculation, totals) };
}

function priceItem({ market, variants, prices, most, taxation }: Gathered, line: StoredLine): PricedItem {
  const variant = variants.get(line.variantId);
  const taxes = variant && chooseTaxes(taxation, variant.taxClass);
  const found = variant && prices.get(line.variantId);
  const decision = found && taxes?.kind === "taxed" ? inDisplay(found, market, taxes) : found;
  return {
    line,
    variant,
    price: decision?.kind === "price" ? decision : undefined,
    taxes,
    most: most?.get(line.variantId),
  };
}

type Amount = Money<ActiveCurrencyCode>;
type WirePrice = { readonly amount: number; readonly currency: ActiveCurrencyCode };

function totalOf({ price, line }: PricedItem): Amount[] {
  return price === undefined ? [] : [multiply(money(price.amount.amount, price.amount.currency), line.quantity)];
}

/** `none`: not in the totals. `unknown`: its tax is missing, so that nothing can be calculated. */
function lineOf(
  id: string,
  price: WirePrice | undefined,
  quantity: number,
  taxes: TaxChoice | undefined,
): CalculationLine | "none" | "unknown" {
  if (price === undefined || taxes === undefined) return "none";
  if (taxes.kind === "missing") return "unknown";
  const { reason, taxes: applied } = taxes;
  return { id, unitPrice: money(price.amount, price.currency), quantity, treatment: { reason, taxes: applied } };
}

function taxedTotals({ totals, shipping }: Calculation): Totals {
  return { ...totals, shipping: shipping === null ? null : totals.shipping };
}

function untaxedTotals({ market }: Gathered, items: Amount, shipping: WirePrice | undefined): Totals {
  const price = shipping ? money(shipping.amount, shipping.currency) : null;
  return {
    items,
    shipping: price,
    tax: null,
    net: null,
    total: price === null ? items : sum(market.currency, [items, price]),
    taxIncluded: market.taxDisplay === "inclusive",
  };
}

function hashOf(
  items: readonly PricedItem[],
  method: OfferedMethod | undefined,
  calculation: Calculation | null,
  totals: Totals,
): string {
  const lines = items.map(({ line, price }) => [line.variantId, line.quantity, price?.amount ?? null]);
  const taxes = calculation?.taxLines.map(({ name, ratePpm, reason, base, tax }) => [name, ratePpm, reason, base, tax]);
  const text = canonicalJson({ lines, taxes: taxes ?? null, shipping: method?.id ?? null, totals });
  return createHash("sha256").update(text).digest("hex");
}
