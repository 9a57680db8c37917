import { roundPayment } from "../kernel/cash.ts";
import { money, MoneyError, multiply, sum } from "../kernel/money.ts";
import type { Rounding } from "../kernel/rounding.ts";
import { applyCredit, type CreditOffer, creditFaultOf } from "../credit/index.ts";
import { paymentRounding } from "../payments/index.ts";
import { applyPromotions, type Discounts } from "../promotions/index.ts";
import type { DiscountStep } from "../promotions/schemas.ts";
import { amountOf, type Quote, quote } from "../tax/index.ts";
import type { WireMoney } from "../wire.ts";
import { type DocumentPrice, pricesOf } from "./document-prices.ts";
import { codesOf, promotionsOf } from "./document-promotions.ts";
import { CartDocument, type CartDocumentInput } from "./document-schemas.ts";

/** The figures of a document, with what price lists, promotions and credit made of them. */
export interface QuotedDocument extends Quote {
  readonly prices: readonly DocumentPrice[];
  readonly promotions: readonly {
    readonly name: string;
    readonly code: string | null;
    readonly amount: WireMoney;
    readonly lines: readonly { readonly line: string; readonly amount: WireMoney }[];
    readonly shipping: WireMoney;
  }[];
  readonly refused: readonly { readonly name: string; readonly code: string | null; readonly reason: string }[];
  readonly codes: ReturnType<typeof codesOf>;
  readonly discountSteps: readonly Pick<DiscountStep, "name" | "effect" | "base" | "amount">[];
  readonly credits: readonly { readonly name: string; readonly paid: WireMoney; readonly reason: string | null }[];
  /** What is left to pay with money, `paymentRounding` included. */
  readonly due: WireMoney;
  /** What is added, or taken off, so that the rest can be paid; outside of what is taxed. */
  readonly paymentRounding: WireMoney;
  readonly paymentStep: Readonly<{ step: number; mode: Rounding; exact: number; due: number }> | null;
}

/**
 * Computes a cart from a document that is complete in itself, by the rules of every cart and in their order: price
 * lists, then promotions on what the lines cost, then the document's own discounts on what is left, then taxes, then
 * store credit and gift cards; what they leave is rounded to what can be paid. Nothing is looked up.
 *
 * @throws ZodError for a document of another shape, RangeError for an amount, a rate or a discount that cannot be.
 * @example
 * const { totals, due } = quoteDocument({
 *   currency: "EUR",
 *   taxIncluded: true,
 *   lines: [{ id: "cup", unitPrice: "20.00", quantity: 2, taxes: [{ name: "VAT", percent: "19" }] }],
 *   promotions: [{ name: "Spring", code: "SPRING", effect: { kind: "order_percentage", percent: "10" } }],
 *   codes: ["spring"],
 *   giftCards: [{ name: "card", balance: "5.00" }],
 * }, new Date());
 * totals.total.amount; // 3600
 * due.amount; // 3100
 */
export function quoteDocument(given: CartDocumentInput, now: Date): QuotedDocument {
  const document = CartDocument.parse(given);
  const { currency, rounding, taxIncluded } = document;
  const at = document.at === null ? now : new Date(document.at);
  const named = document.lines.map((line, i) => ({ ...line, id: line.id ?? `line ${i + 1}` }));
  assertDistinct(named.map(({ id }) => id));
  const prices = pricesOf(document, named, at);
  const lines = named.map((line, i) => ({ ...line, unitPrice: prices[i]?.amount ?? line.unitPrice }));
  const bare = { currency, rounding, taxIncluded };
  // Where a listed price keeps its net, what it comes to is what promotions see.
  const listed = quote({ ...bare, lines: lines.map((line) => ({ ...line, discount: 0 })) }).lines;
  const worth = lines.map((line, i) => ({ ...line, price: listed[i]?.unitPrice.amount ?? 0 }));
  const carried = document.shipping.map((line) => multiply(amountOf(line.unitPrice, currency), line.quantity));
  const discounts = discountsOf(document, worth, sum(currency, carried).amount, at);
  const freed = discounts.shipping > 0;
  const answer = quote({
    ...bare,
    lines: lines.map((line) => {
      const own = amountOf(line.discount, currency).amount;
      return { ...line, discount: own + (discounts.lines.get(line.id) ?? 0) };
    }),
    shipping: document.shipping.map((line, i) => {
      return freed ? { ...line, discount: carried[i]?.amount ?? 0 } : line;
    }),
    orderDiscount: document.orderDiscount,
  });
  return { ...answer, prices, ...outcomeOf(document, discounts), ...paid(document, answer, at) };
}

function assertDistinct(ids: readonly string[]): void {
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined) throw new MoneyError(`two lines are called “${twice}”`);
}

interface Worth {
  readonly id: string;
  readonly quantity: number;
  readonly price: number;
  readonly product?: string | undefined;
  readonly categories: readonly string[];
}

/** Lines that are given back are nothing that a promotion could make cheaper. */
function discountsOf(document: CartDocument, lines: readonly Worth[], shipping: number, at: Date): Discounts {
  const { currency, channel, country, customer } = document;
  return applyPromotions(
    {
      at,
      currency,
      marketId: "document",
      channel,
      country: country ?? "",
      groups: customer.groups,
      ordersBefore: customer.ordersBefore,
      lines: lines
        .filter(({ price }) => price >= 0)
        .map(({ id, quantity, price, product, categories }) => {
          return { id, variantId: id, productId: product ?? id, categoryIds: categories, unitPrice: price, quantity };
        }),
      shipping: Math.max(0, shipping),
    },
    promotionsOf(document),
  );
}

function outcomeOf(document: CartDocument, discounts: Discounts) {
  const amount = (minor: number): WireMoney => money(minor, document.currency);
  return {
    promotions: discounts.applied.map(({ promotion, amount: off, lines, shipping }) => ({
      name: promotion.name,
      code: promotion.code?.code ?? null,
      amount: amount(off),
      lines: [...lines].map(([line, part]) => ({ line, amount: amount(part) })),
      shipping: amount(shipping),
    })),
    refused: discounts.refused.map(({ promotion, reason }) => {
      return { name: promotion.name, code: promotion.code?.code ?? null, reason };
    }),
    codes: codesOf(document, discounts),
    discountSteps: discounts.trace.map(({ promotion, scope, base, amount: off }) => {
      return { name: promotion.name, effect: scope, base, amount: off };
    }),
  };
}

function paid({ currency, giftCards, storeCredit, paymentRounding: asked }: CartDocument, { totals }: Quote, at: Date) {
  const store = storeCredit === null ? [] : [{ name: "store credit", balance: storeCredit, expiresAt: null }];
  const offers = [...store.map((one) => ({ ...one, currency })), ...giftCards].map((one, i) => {
    const of = one.currency ?? currency;
    const offer: CreditOffer = {
      accountId: `crd_${i}`,
      kind: i < store.length ? "store_credit" : "gift_card",
      last4: null,
      currency: of,
      balance: amountOf(one.balance, of).amount,
      active: true,
      expiresAt: one.expiresAt === null ? null : new Date(one.expiresAt),
    };
    return { name: one.name, offer };
  });
  // A sale that gives back more than it sells leaves nothing to pay with credit.
  const owed = Math.max(0, totals.total.amount);
  const { credits, due: left } = applyCredit(
    owed,
    currency,
    offers.map(({ offer }) => offer),
    at,
  );
  const rule = asked ? { ...asked, step: amountOf(asked.step, currency).amount } : paymentRounding(currency);
  const exact = money(totals.total.amount < 0 ? totals.total.amount : left, currency);
  const { due, rounding } = roundPayment(exact, rule);
  return {
    credits: offers.map(({ name, offer }, i) => ({
      name,
      paid: credits[i]?.applied ?? money(0, offer.currency),
      reason: creditFaultOf(offer, currency, at),
    })),
    due,
    paymentRounding: rounding,
    paymentStep: rule.step === 1 ? null : { ...rule, exact: exact.amount, due: due.amount },
  };
}
