import { z } from "zod";
import { roundings } from "../kernel/rounding.ts";
import { marketHandle } from "../markets/schemas.ts";
import { AppliedCredit, creditFault, giftCardCode } from "../credit/schemas.ts";
import { BuyingCompany } from "../customers/company-schemas.ts";
import { AppliedPromotion, CartCode, DiscountStep, promotionCode, RefusedPromotion } from "../promotions/schemas.ts";
import { MeasurePrice, priceOrigin, PriceStep, RateLeg } from "../pricing/schemas.ts";
import { TaxSource } from "../tax/engine-schemas.ts";
import {
  ImportValue,
  LineTax,
  PricedLine,
  RoundingRule,
  TaxIdEvidence,
  TaxLine,
  taxReason,
  UnionSale,
} from "../tax/schemas.ts";
import { Address, countryCode, email, id, instant, line, locale, money, quantity, taxIdText } from "../wire.ts";

export { Address };

/**
 * What a cart costs. `items`, `discount` and `shipping` are as the market shows prices, so that
 * `total = items + shipping − discount` where tax is included, with the tax on top where it is added.
 */
export const Totals = z.object({
  items: money,
  /** All that promotions take off, lines and shipping. */
  discount: money,
  /** Before its discount. Null until a shipping method is chosen. */
  shipping: money.nullable(),
  /** Null while the taxes of the destination are not known. */
  tax: money.nullable(),
  /** Without tax; null while `tax` is. */
  net: money.nullable(),
  total: money,
  taxIncluded: z.boolean(),
});
export type Totals = z.output<typeof Totals>;

export const Picture = z.object({ url: z.string(), alt: z.string() });

export const CartLine = z.object({
  id: id("lin"),
  variantId: id("var"),
  /** Null, like the slug, when the product is no longer there. */
  productId: id("prd").nullable(),
  slug: z.string().nullable(),
  title: z.string(),
  /** The chosen options as text, `Red / L`; empty for a product without any. */
  optionText: z.string(),
  picture: Picture.nullable(),
  quantity,
  /** As the market shows prices. Null when the variant is no longer for sale: the line is not in the totals. */
  unitPrice: money.nullable(),
  compareAt: money.nullable(),
  /** The lowest price of the 30 days before the reduction that `compareAt` announces, where the law wants it told. */
  lowestPrice30d: money.nullable(),
  /** The price per unit of measure, where the variant's content is known and it is for sale. */
  measurePrice: MeasurePrice.nullable(),
  /** `unitPrice × quantity`. */
  subtotal: money.nullable(),
  discount: money.nullable(),
  /** `subtotal − discount`. */
  total: money.nullable(),
  /** Contained in `total` or added to it, as `totals.taxIncluded` says. */
  tax: money.nullable(),
  /** How many can be had, those held for this cart's own checkout included; null when that is not limited. */
  available: z.int().nullable(),
});
export type CartLine = z.output<typeof CartLine>;

export const ShippingOption = z.object({
  methodId: id("shp"),
  name: z.string(),
  /** As the market shows prices, free shipping considered. */
  price: money,
  minDays: z.int().nullable(),
  maxDays: z.int().nullable(),
});
export type ShippingOption = z.output<typeof ShippingOption>;

/** What keeps a cart from being paid, other than a step not yet taken. */
export const CartProblem = z.discriminatedUnion("code", [
  z.object({ code: z.literal("not_for_sale"), lineId: id("lin") }),
  z.object({ code: z.literal("not_enough_stock"), lineId: id("lin"), available: z.int() }),
  z.object({
    code: z.literal("tax_rate_missing"),
    country: countryCode,
    region: z.string().nullable(),
    taxClass: z.string(),
  }),
  /** Tax is due there, and the shop is neither registered nor sells all the same. */
  z.object({ code: z.literal("tax_not_registered"), country: countryCode, region: z.string().nullable() }),
  z.object({ code: z.literal("country_not_served"), country: countryCode }),
  z.object({ code: z.literal("no_shipping"), country: countryCode }),
  z.object({ code: z.literal("market_closed") }),
]);
export type CartProblem = z.output<typeof CartProblem>;

/** A gift card, or the customer's store credit, and what it pays; `reason` says why it pays nothing. */
export const CartCredit = AppliedCredit.pick({ kind: true, last4: true, applied: true }).extend({
  reason: creditFault.nullable(),
});
export type CartCredit = z.output<typeof CartCredit>;

export const cartStep = z.enum(["lines", "address", "shipping"]);

export const Cart = z.object({
  id: id("crt"),
  status: z.enum(["open", "closed"]),
  marketId: id("mkt"),
  /** The market's handle. */
  market: z.string(),
  locale: z.string(),
  currency: money.shape.currency,
  lines: z.array(CartLine),
  /** Number of pieces. */
  quantity: z.int(),
  email: z.string().nullable(),
  address: Address.nullable(),
  /** The company that whoever is logged in buys for: its prices hold, and its tax id where the cart has no other. */
  company: BuyingCompany.pick({ name: true }).nullable(),
  /** The buyer's tax id, and what is known of it. */
  taxId: TaxIdEvidence.pick({ taxId: true, country: true, verdict: true, register: true }).nullable(),
  shipping: ShippingOption.nullable(),
  /** Empty until the address is known. */
  shippingOptions: z.array(ShippingOption),
  totals: Totals,
  /** The codes that were entered, and what became of them. */
  codes: z.array(CartCode),
  discounts: z.array(AppliedPromotion),
  /** Promotions that do not hold, each with the reason. */
  refusedPromotions: z.array(RefusedPromotion),
  credits: z.array(CartCredit),
  /** Whether the customer's store credit pays. */
  usesStoreCredit: z.boolean(),
  /** What is left to pay with money: the total without `credits`, and with `paymentRounding`. */
  due: money,
  /**
   * What is added to the total, or taken off, so that the rest can be charged; null where it can be as it is. Outside
   * of what is taxed.
   */
  paymentRounding: money.nullable(),
  /** What became of a call that changed nothing. */
  notices: z.array(z.enum(["gift_card_unknown"])),
  taxLines: z.array(TaxLine),
  problems: z.array(CartProblem),
  /** What the shopper still has to give before paying. */
  missing: z.array(cartStep),
  /** Changes whenever lines, prices, taxes, shipping or totals do. */
  totalsHash: z.string(),
  updatedAt: instant,
});
export type Cart = z.output<typeof Cart>;

export const maxLines = 100;
export const maxCodes = 10;
export const maxGiftCards = 10;
/** Codes that nobody knows, before a cart takes no more. */
export const maxGuesses = 20;
export const maxQuantity = 10_000;

const cartId = id("crt");
/** The language to answer in, if not the cart's own; a write keeps it as the cart's, and so the order's. */
const inLocale = { locale: locale.nullable().default(null) };

export const CreateCart = z.object({
  market: marketHandle.nullable().default(null),
  /** The shopper's country, to find the market where none is named. */
  country: countryCode.nullable().default(null),
  /** The part of the country, ISO 3166-2 without the country, where markets divide one. */
  region: line(80).nullable().default(null),
  ...inLocale,
});
export const GetCart = z.object({ cartId, ...inLocale });
export const AddLine = z.object({ cartId, variantId: id("var"), quantity, ...inLocale });
export const SetQuantity = z.object({ cartId, lineId: id("lin"), quantity, ...inLocale });
export const RemoveLine = z.object({ cartId, lineId: id("lin"), ...inLocale });
export const SetAddress = z.object({ cartId, email, address: Address, ...inLocale });
/** Null takes the id away. */
export const SetTaxId = z.object({ cartId, taxId: taxIdText.nullable(), ...inLocale });
export const ChooseShipping = z.object({ cartId, methodId: id("shp"), ...inLocale });

export const EnterCode = z.object({ cartId, code: promotionCode, ...inLocale });
export const RemoveCode = z.object({ cartId, code: promotionCode, ...inLocale });
export const EnterGiftCard = z.object({ cartId, code: giftCardCode, ...inLocale });
export const RemoveGiftCard = z.object({
  cartId,
  last4: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9]{4}$/, "the last four characters"),
  ...inLocale,
});
export const UseStoreCredit = z.object({ cartId, use: z.boolean(), ...inLocale });

const LineTrace = z.object({ taxClass: z.string(), reason: taxReason, taxes: z.array(LineTax) });

/** How a cart's figures came about. */
export const CartTrace = z.object({
  at: instant,
  market: z.string(),
  destination: z.object({ country: z.string(), region: z.string().nullable(), known: z.boolean() }),
  rounding: RoundingRule,
  /** Whether the built-in tables or an external engine said which taxes apply. */
  taxSource: TaxSource.optional(),
  /** Who taxes the sale, and why; left out where the shop has not said where it is. */
  decision: z
    .object({ mechanism: z.string(), steps: z.array(z.object({ step: z.string(), about: z.string() })) })
    .optional(),
  /** What it counts against the Union's threshold; left out where it does not. */
  unionSale: UnionSale.optional(),
  /** What goods from abroad were measured by; left out where nothing is imported. */
  importValue: ImportValue.optional(),
  lines: z.array(
    z.object({
      variantId: id("var"),
      price: z.array(PriceStep),
      tax: LineTrace.nullable(),
    }),
  ),
  shipping: z
    .object({
      price: z.array(PriceStep).default([]),
      freeAbove: money.nullable(),
      /** How that worth came into the market's currency; empty where it is in it. */
      freeAboveSteps: z.array(PriceStep).default([]),
      tax: LineTrace.nullable(),
    })
    .nullable(),
  promotions: z.array(DiscountStep),
  /** How what credit leaves became an amount that can be charged; left out where any can. */
  paymentRounding: z.object({ step: money, mode: z.enum(roundings), exact: money, due: money }).optional(),
});
export type CartTrace = z.output<typeof CartTrace>;
export const ExplainedCart = z.object({ cart: Cart, trace: CartTrace });

/** A line of a quote: the figures, and the names as they were when it was made. */
export const QuoteLine = z.object({
  ...PricedLine.shape,
  id: id("lin"),
  variantId: id("var"),
  productId: id("prd"),
  sku: z.string().nullable(),
  slug: z.string(),
  title: z.string(),
  optionText: z.string(),
  picture: Picture.nullable(),
  taxClass: z.string(),
  compareAt: money.nullable(),
  origin: priceOrigin,
});
export type QuoteLine = z.output<typeof QuoteLine>;

export const QuoteShipping = z.object({
  ...PricedLine.shape,
  methodId: id("shp"),
  name: z.string(),
  taxClass: z.string(),
  minDays: z.int().nullable(),
  maxDays: z.int().nullable(),
});
export type QuoteShipping = z.output<typeof QuoteShipping>;

/** A whole cart as plain JSON, complete and final: what is paid, and from which the order can be recomputed. */
export const CartQuote = z.object({
  cartId,
  marketId: id("mkt"),
  market: z.string(),
  marketName: z.string(),
  locale: z.string(),
  currency: money.shape.currency,
  quotedAt: instant,
  email: z.string(),
  /** Who was logged in; null for a guest. */
  customerId: id("cus").nullable().default(null),
  /** The company that whoever was logged in buys for. */
  company: BuyingCompany.nullable().default(null),
  address: Address,
  taxId: TaxIdEvidence.nullable().default(null),
  lines: z.array(QuoteLine),
  shipping: QuoteShipping,
  taxLines: z.array(TaxLine),
  discounts: z.array(AppliedPromotion),
  refusedPromotions: z.array(RefusedPromotion),
  credits: z.array(AppliedCredit),
  /** What is left to pay with money. */
  due: money,
  /** Contained in `due`: see the cart. */
  paymentRounding: money.nullable().default(null),
  /** What the market lets be paid with, as the provider names it; null is whatever the account offers. */
  paymentMethods: z.array(z.string()).nullable().default(null),
  totals: z.object({
    items: money,
    discount: money,
    shipping: money,
    net: money,
    tax: money,
    total: money,
    taxIncluded: z.boolean(),
  }),
  /** The exchange rates that converted prices were made with; empty when none was converted. */
  exchangeRates: z.array(RateLeg),
  rounding: RoundingRule,
  /** Whether the built-in tables or an external engine said which taxes apply. */
  taxSource: TaxSource.default({ kind: "builtin" }),
  trace: CartTrace,
  totalsHash: z.string(),
});
export type CartQuote = z.output<typeof CartQuote>;

export type CartsErrorCode =
  | "carts.closed"
  | "carts.market_closed"
  | "carts.not_for_sale"
  | "carts.not_enough_stock"
  | "carts.too_many_lines"
  | "carts.total_too_large"
  | "carts.quantity_too_large"
  | "carts.too_many_codes"
  | "carts.too_many_guesses"
  | "carts.store_credit_needs_customer"
  | "carts.empty"
  | "carts.address_missing"
  | "carts.address_invalid"
  | "carts.country_not_served"
  | "carts.shipping_missing"
  | "carts.shipping_not_offered";
