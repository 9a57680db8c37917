import { hash } from "node:crypto";
import type { SaleVariant } from "../catalog/index.ts";
import type { Goods, OfferedMethod } from "../fulfilment/index.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import type { ActiveCurrencyCode } from "../kernel/currency.ts";
import { DomainError } from "../kernel/errors.ts";
import { type Money, money, MoneyError, multiply, negate, sum } from "../kernel/money.ts";
import { atKeptNet, inDisplay, type PriceDecision } from "../pricing/index.ts";
import {
  calculate,
  type Calculation,
  type CalculationLine,
  chooseTaxes,
  type ImportValue,
  type TaxChoice,
  type TaxSource,
  type TaxTreatment,
  type UnionSale,
} from "../tax/index.ts";
import { shippingTaxes } from "./cart-taxes.ts";
import { applyCredit } from "../credit/index.ts";
import { roundPayment } from "../kernel/cash.ts";
import { paymentRounding } from "../payments/index.ts";
import type { AppliedCredit } from "../credit/schemas.ts";
import type { Discounts } from "../promotions/index.ts";
import { discountCart } from "./discount-cart.ts";
import type { Gathered } from "./gather.ts";
import type { StoredLine } from "./queries.ts";
import type { CartsErrorCode, Totals } from "./schemas.ts";
import { type ShippingOffer, shippingOffers } from "./shipping-offers.ts";
import { type EngineTaxes, engineTaxesOf, shippingLine, tablesAlone } from "./tax-facts.ts";
import { type Measured, measureImport, unionSaleOf } from "./tax-values.ts";

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
  /** What there is to send: decides what shipping costs, and which methods take it. */
  readonly goods: Goods;
  /** Each method that takes the goods, at its price. */
  readonly shippingOffers: readonly ShippingOffer[];
  /** What was chosen, where it is still offered. */
  readonly shipping: (ShippingOffer & { readonly taxes: TaxChoice }) | null;
  /** Null while a tax of the destination is not known. */
  readonly calculation: Calculation | null;
  readonly discounts: Discounts;
  readonly taxSource: TaxSource;
  readonly unionSale: UnionSale | null;
  /** What decided whether goods from abroad are taxed by their seller; null where nothing is imported. */
  readonly importValue: ImportValue | null;
  readonly totals: Totals;
  /** What of the total gift cards and store credit pay, and what is left to pay with money. */
  readonly credits: readonly AppliedCredit[];
  readonly due: WirePrice;
  /** What of `due` was added so that it can be charged; negative where it was taken off. */
  readonly paymentRounding: WirePrice;
  readonly totalsHash: string;
}

/** What the cart costs, from what was gathered: the same for cart, quote and order. Lines without a price stay out. */
export function priceCart(gathered: Gathered): PricedCart {
  const byTables = priceByTables(gathered);
  const engineTaxes = engineTaxesOf(byTables);
  if (engineTaxes === null) return byTables;
  if (engineTaxes.source.kind === "fallback") return { ...byTables, taxSource: engineTaxes.source };
  return priceWith({ ...gathered, taxation: byTables.taxation }, engineTaxes);
}

/** What it costs by the built-in tax tables alone: what an external engine is asked about. */
export function priceByTables(gathered: Gathered): PricedCart {
  const priced = priceWith(gathered, tablesAlone);
  const { beyond } = gathered.taxation;
  const { net } = priced.unionSale ?? { net: null };
  return beyond !== null && net !== null && net.amount > beyond.left
    ? priceByTables({ ...gathered, taxation: beyond.taxation })
    : priced;
}

/** Once more where goods from abroad turn out to be worth more than their seller taxes. */
function priceWith(gathered: Gathered, engineTaxes: EngineTaxes): PricedCart {
  try {
    const within = priced(gathered, engineTaxes, null);
    if (engineTaxes.source.kind === "engine") return within;
    const measured = measureImport(gathered.taxation, within.calculation, gathered.conversions);
    if (measured === null) return within;
    if (measured.above.size === 0) return { ...within, importValue: measured.value };
    return priced(gathered, engineTaxes, measured);
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    throw new DomainError<CartsErrorCode>("invalid", "carts.total_too_large", {}, { cause: error });
  }
}

function priced(given: Gathered, { source, treatments }: EngineTaxes, measured: Measured | null): PricedCart {
  const atImport = measured === null ? null : (given.taxation.imported?.taxation ?? null);
  const isAbove = (line: StoredLine): boolean => measured !== null && measured.above.has(line.id);
  // Shipping goes with what the seller still taxes.
  const gathered = atImport !== null && given.lines.every(isAbove) ? { ...given, taxation: atImport } : given;
  const { cart, market, taxation } = gathered;
  const items = gathered.lines.map((line) => {
    const own = atImport !== null && isAbove(line) ? atImport : taxation;
    return priceItem({ ...gathered, taxation: own }, line, treatments.get(line.id));
  });
  const worth = sum(market.currency, items.flatMap(totalOf));
  const goods = { worth: worth.amount, weight: items.reduce((grams, item) => grams + weightOf(item), 0) };
  const said = treatments.get(shippingLine);
  const taxesOf = (method: OfferedMethod): TaxChoice =>
    said !== undefined && method.id === cart.shippingMethodId ? bearing(said) : shippingTaxes(taxation, method, items);
  const offers = shippingOffers(gathered, items, goods, taxesOf);
  const methods = offers.map((offer) => offer.method);
  const chosen = offers.find(({ method: { id } }) => id === cart.shippingMethodId);
  const method = chosen?.method;
  const shipping = chosen === undefined ? null : { ...chosen, taxes: taxesOf(chosen.method) };
  const discounts = discountCart(gathered, items, shipping?.price.amount ?? 0);
  const lines = items.map(({ line, price, taxes }) =>
    lineOf(line.id, price?.amount, line.quantity, taxes, discounts.lines.get(line.id) ?? 0),
  );
  const last = shipping === null ? null : lineOf("shipping", shipping.price, 1, shipping.taxes, discounts.shipping);
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
  const totals =
    calculation === null ? untaxedTotals(gathered, worth, shipping?.price, discounts.total) : taxedTotals(calculation);
  const paid = applyCredit(totals.total.amount, market.currency, gathered.offers, gathered.at);
  const { due, rounding } = roundPayment(money(paid.due, market.currency), paymentRounding(market.currency));
  return {
    ...gathered,
    methods,
    goods,
    items,
    shippingOffers: offers,
    shipping,
    calculation,
    discounts,
    taxSource: source,
    unionSale: unionSaleOf(taxation, source, calculation, gathered.conversions),
    importValue: measured?.value ?? null,
    totals,
    credits: paid.credits,
    due,
    paymentRounding: rounding,
    totalsHash: hashOf(items, method, calculation, totals, discounts, paid.credits),
  };
}

function bearing(treatment: TaxTreatment): TaxChoice {
  return { kind: "taxed", ...treatment };
}

/** `said`: what an engine said of it. */
function priceItem(
  { market, variants, prices, most, taxation }: Gathered,
  line: StoredLine,
  said: TaxTreatment | undefined,
): PricedItem {
  const variant = variants.get(line.variantId);
  const taxes = variant && (said ? bearing(said) : chooseTaxes(taxation, variant.taxClass));
  const found = variant && prices.get(line.variantId);
  const shown = found && taxes?.kind === "taxed" ? inDisplay(found, market, taxes) : found;
  const home = variant && taxation.listed && chooseTaxes(taxation.listed, variant.taxClass);
  const decision = found && shown && atKeptNet(found, shown, home ?? null, taxes);
  return {
    line,
    variant,
    price: decision?.kind === "price" ? decision : undefined,
    taxes,
    most: most?.get(line.variantId),
  };
}

/** In grams; what has no weight weighs nothing. */
function weightOf({ price, variant, line }: PricedItem): number {
  return price === undefined ? 0 : (variant?.weightGrams ?? 0) * line.quantity;
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
  discount: number,
): CalculationLine | "none" | "unknown" {
  if (price === undefined || taxes === undefined) return "none";
  if (taxes.kind === "missing") return "unknown";
  const { kind: _taxed, ...treatment } = taxes;
  const unitPrice = money(price.amount, price.currency);
  return { id, unitPrice, quantity, discount: money(discount, price.currency), treatment };
}

function taxedTotals({ totals, shipping }: Calculation): Totals {
  return { ...totals, shipping: shipping === null ? null : totals.shipping };
}

function untaxedTotals({ market }: Gathered, items: Amount, shipping: WirePrice | undefined, off: number): Totals {
  const price = shipping ? money(shipping.amount, shipping.currency) : null;
  const discount = money(off, market.currency);
  return {
    items,
    discount,
    shipping: price,
    tax: null,
    net: null,
    total: sum(market.currency, [items, ...(price === null ? [] : [price]), negate(discount)]),
    taxIncluded: market.taxDisplay === "inclusive",
  };
}

function hashOf(
  items: readonly PricedItem[],
  method: OfferedMethod | undefined,
  calculation: Calculation | null,
  totals: Totals,
  discounts: Discounts,
  credits: readonly AppliedCredit[],
): string {
  const lines = items.map(({ line, price }) => {
    return [line.variantId, line.quantity, price?.amount ?? null, discounts.lines.get(line.id) ?? 0];
  });
  const taxes = calculation?.taxLines.map(({ name, ratePpm, reason, base, tax }) => [name, ratePpm, reason, base, tax]);
  const text = canonicalJson({ lines, taxes: taxes ?? null, shipping: method?.id ?? null, totals, credits });
  return hash("sha256", text, "hex");
}
