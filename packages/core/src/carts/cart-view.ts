import { creditFaultOf } from "../credit/index.ts";
import { showDiscounts } from "./discount-cart.ts";
import { measurePrice } from "../pricing/index.ts";
import { pickName } from "./rules/pick-name.ts";
import { multiply, money } from "../kernel/money.ts";
import type { PricedCart, PricedItem } from "./price-cart.ts";
import type { ShippingOffer } from "./shipping-offers.ts";
import type { WireMoney } from "../wire.ts";
import type { Cart, CartCredit, CartLine, CartProblem, ShippingOption } from "./schemas.ts";

/** The cart as a shopper sees it; `lowest` has the lowest prices of the 30 days before, by variant. */
export function cartView(priced: PricedCart, lowest: ReadonlyMap<string, WireMoney>): Cart {
  const { cart, market, calculation, totals } = priced;
  const taxes = new Map(calculation?.lines.map((line) => [line.id, line.tax]));
  return {
    id: cart.id,
    status: cart.status,
    marketId: market.id,
    market: market.handle,
    locale: cart.locale,
    currency: market.currency,
    lines: priced.items.map((item) => {
      const tax = taxes.get(item.line.id) ?? null;
      const lowestPrice30d = lowest.get(item.line.variantId) ?? null;
      return { ...lineView(item, tax, priced.discounts.lines.get(item.line.id) ?? 0), lowestPrice30d };
    }),
    quantity: priced.lines.reduce((all, line) => all + line.quantity, 0),
    email: cart.email,
    address: cart.address,
    company: priced.buyer.company,
    taxId: cart.taxId,
    shipping: priced.shipping && optionView(priced, priced.shipping),
    shippingOptions: priced.shippingOffers.map((offer) => optionView(priced, offer)),
    totals,
    ...showDiscounts(priced, priced.discounts),
    credits: creditsView(priced),
    usesStoreCredit: cart.useStoreCredit,
    due: priced.due,
    paymentRounding: roundingOf(priced),
    notices: [],
    taxLines: [...(calculation?.taxLines ?? [])],
    problems: problemsOf(priced),
    missing: [
      ...(priced.lines.length === 0 ? ["lines" as const] : []),
      ...(cart.address === null ? ["address" as const] : []),
      ...(priced.shipping === null ? ["shipping" as const] : []),
    ],
    totalsHash: priced.totalsHash,
    updatedAt: cart.updatedAt.toISOString(),
  };
}

/** Null where nothing was rounded. */
export function roundingOf({ paymentRounding }: PricedCart): WireMoney | null {
  return paymentRounding.amount === 0 ? null : paymentRounding;
}

function creditsView({ credits, offers, market, at }: PricedCart): CartCredit[] {
  return credits.map(({ accountId, kind, last4, applied }) => {
    const offer = offers.find((one) => one.accountId === accountId);
    return { kind, last4, applied, reason: offer === undefined ? null : creditFaultOf(offer, market.currency, at) };
  });
}

type LineView = Omit<CartLine, "lowestPrice30d">;

function lineView({ line, variant, price, most }: PricedItem, tax: CartLine["tax"], off: number): LineView {
  const subtotal =
    price === undefined ? null : multiply(money(price.amount.amount, price.amount.currency), line.quantity);
  return {
    id: line.id,
    variantId: line.variantId,
    productId: variant?.productId ?? null,
    slug: variant?.slug ?? null,
    title: variant?.title ?? "",
    optionText: variant?.optionText ?? "",
    picture: variant?.picture ?? null,
    quantity: line.quantity,
    unitPrice: price?.amount ?? null,
    compareAt: price?.compareAt ?? null,
    measurePrice:
      price && variant?.measure
        ? measurePrice(money(price.amount.amount, price.amount.currency), variant.measure)
        : null,
    subtotal,
    discount: subtotal && money(off, subtotal.currency),
    total: subtotal && money(subtotal.amount - off, subtotal.currency),
    tax,
    available: most ?? null,
  };
}

export function optionView({ cart, market }: PricedCart, { method, price }: ShippingOffer): ShippingOption {
  return {
    methodId: method.id,
    name: pickName(method.names, [cart.locale, market.defaultLocale]),
    price,
    minDays: method.minDays,
    maxDays: method.maxDays,
  };
}

function problemsOf(priced: PricedCart): CartProblem[] {
  const { cart, market, items, methods, shipping } = priced;
  const problems: CartProblem[] = [];
  if (market.status !== "active") problems.push({ code: "market_closed" });
  for (const { line, price, most } of items) {
    if (price === undefined) problems.push({ code: "not_for_sale", lineId: line.id });
    else if (typeof most === "number" && most < line.quantity) {
      problems.push({ code: "not_enough_stock", lineId: line.id, available: most });
    }
  }
  if (cart.address === null) return problems;
  const { country, region } = cart.address;
  if (!market.countries.includes(country)) problems.push({ code: "country_not_served", country });
  else if (methods.length === 0) problems.push({ code: "no_shipping", country });
  const chosen = [...items.map((item) => item.taxes), shipping?.taxes];
  const missing = chosen.flatMap((taxes) => (taxes?.kind === "missing" ? [taxes] : []));
  if (missing.some(({ cause }) => cause === "not_registered")) {
    problems.push({ code: "tax_not_registered", country, region });
  }
  const classes = missing.flatMap(({ cause, taxClass }) => (cause === "no_rate" ? [taxClass] : []));
  for (const taxClass of new Set(classes)) problems.push({ code: "tax_rate_missing", country, region, taxClass });
  return problems;
}
