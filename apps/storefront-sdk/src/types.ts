/**
 * What the storefront API sends and takes, as JSON. Written by hand so that the SDK needs nothing else;
 * a type test holds it against the server's schemas.
 */

import type { Address, Credit, Discount, Money } from "./common-types.ts";

export type * from "./common-types.ts";
export type * from "./order-types.ts";

/** Writing direction, as HTML's `dir` has it. */
export type Direction = "ltr" | "rtl";

/** One page of a list. `next` goes into `after` for the following page; null at the end. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** Countries that are sold to in one currency under one set of rules. */
export interface ShopMarket {
  readonly handle: string;
  readonly name: string;
  readonly currency: string;
  /** BCP 47 locales that the market offers. */
  readonly locales: readonly string[];
  readonly defaultLocale: string;
  /** ISO 3166-1 alpha-2 codes. */
  readonly countries: readonly string[];
  /** Whether prices are shown with their tax. */
  readonly taxIncluded: boolean;
}

/** The shop as a visitor sees it. `market` and `locale` are what the wish of the caller came to. */
export interface Shop {
  readonly name: string;
  readonly market: string;
  readonly locale: string;
  readonly currency: string;
  readonly dir: Direction;
  readonly markets: readonly ShopMarket[];
  /** Addresses of the pages that the law asks for; null where the merchant has none. */
  readonly legal: {
    readonly imprintUrl: string | null;
    readonly privacyUrl: string | null;
    readonly termsUrl: string | null;
    /** Where buyers read about their right to withdraw. */
    readonly withdrawalUrl: string | null;
    /** What the law of the market wants written on the button that orders, in the visitor's language. */
    readonly orderButton: string;
  };
}

/** A picture with its size in pixels, so that a page can keep its place free. */
export interface Picture {
  readonly url: string;
  readonly width: number;
  readonly height: number;
  /** The same picture smaller, narrowest first: what `srcset` is made of. Empty for one that moves. */
  readonly sizes: readonly { readonly width: number; readonly url: string }[];
  /** What must stay in sight where the picture is cropped, in percent from its upper left: for `object-position`. */
  readonly focal: { readonly x: number; readonly y: number };
  readonly alt: string;
  readonly variantId: string | null;
}

/** What a thing costs where it is looked at. */
export interface Price {
  readonly price: Money;
  /** The price before, to be shown struck through. */
  readonly compareAt: Money | null;
  readonly taxIncluded: boolean;
  /**
   * Beside a reduced price, where the law wants it: the lowest price of the 30 days before the reduction. A reduction
   * that is announced must be counted from it, not from `compareAt` (Directive 98/6/EC art. 6a; CJEU C-330/23).
   */
  readonly lowestPrice30d: Money | null;
}

/** The price per unit of measure: `{ price: 1.29 €, quantity: 100, unit: "g" }` is 1.29 € per 100 g. */
export interface MeasurePrice {
  readonly price: Money;
  readonly quantity: 1 | 100;
  readonly unit: "kg" | "g" | "l" | "ml" | "m" | "m2" | "m3" | "piece";
}

/** A product in a list. */
export interface ProductCard extends Price {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  /** The locale that the title is in: it may have fallen back. */
  readonly locale: string;
  readonly dir: Direction;
  readonly picture: Picture | null;
  /** `price` is the lowest of several. */
  readonly from: boolean;
  readonly inStock: boolean;
  /** The only variant, which needs no choosing; null when there are several. */
  readonly variantId: string | null;
}

/** What is really bought: a product in one size, colour, … */
export interface Variant extends Price {
  readonly id: string;
  readonly sku: string | null;
  readonly title: string;
  /** Option name → value, both as codes. */
  readonly optionValues: Readonly<Record<string, string>>;
  readonly inStock: boolean;
  /** Pieces left; null when any number can be had. */
  readonly available: number | null;
  readonly weightGrams: number | null;
  readonly measurePrice: MeasurePrice | null;
}

/** An extra fact about a product. */
export type CustomField =
  | { readonly type: "text" | "date"; readonly value: string }
  | { readonly type: "number"; readonly value: number }
  | { readonly type: "boolean"; readonly value: boolean }
  | { readonly type: "list"; readonly value: readonly string[] };

/** A product with all that its page shows. */
export interface Product {
  readonly id: string;
  readonly slug: string;
  /** The address asked for is an old one, or another language's: `slug` is the right one. */
  readonly moved: boolean;
  readonly title: string;
  readonly description: string;
  readonly seoTitle: string;
  readonly seoDescription: string;
  /** Which locale each text came from. */
  readonly locales: Readonly<Record<string, string>>;
  readonly dir: Direction;
  /** The product's address in every locale that has one. */
  readonly slugs: Readonly<Record<string, string>>;
  readonly brand: string | null;
  readonly tags: readonly string[];
  readonly customFields: Readonly<Record<string, CustomField>>;
  /** `name` and `value` are codes that stay, labels are for reading. */
  readonly options: readonly {
    readonly name: string;
    readonly label: string;
    readonly values: readonly { readonly value: string; readonly label: string }[];
  }[];
  readonly variants: readonly Variant[];
  readonly pictures: readonly Picture[];
  readonly categories: readonly { readonly path: string; readonly title: string }[];
}

/** A category with the number of its products; `path` joins the codes from the root down by `/`. */
export interface Category {
  readonly id: string;
  readonly path: string;
  readonly title: string;
  readonly products: number;
}

/** What to list. Sub-categories of `category` count as well. */
export interface ProductFilter {
  readonly q?: string | undefined;
  readonly category?: string | null | undefined;
  readonly sort?: "relevance" | "newest" | "title" | undefined;
  /** Length of a page, 1 to 100; 24 when left out. */
  readonly first?: number | undefined;
  /** `next` of the page before. */
  readonly after?: string | null | undefined;
}

/** A way to have the cart sent. */
export interface ShippingOption {
  readonly methodId: string;
  readonly name: string;
  readonly price: Money;
  readonly minDays: number | null;
  readonly maxDays: number | null;
}

/** One tax over lines and shipping together. */
export interface TaxLine {
  readonly name: string;
  /** Parts per million: 190000 is 19 %. Null where no tax applies, for the reason given. */
  readonly ratePpm: number | null;
  readonly reason: string;
  readonly base: Money;
  readonly tax: Money;
}

export interface CartLine {
  readonly id: string;
  readonly variantId: string;
  /** Null, like the slug, when the product is no longer there. */
  readonly productId: string | null;
  readonly slug: string | null;
  readonly title: string;
  readonly optionText: string;
  readonly picture: { readonly url: string; readonly alt: string } | null;
  readonly quantity: number;
  /** Null when it is no longer for sale: the line is not in the totals. */
  readonly unitPrice: Money | null;
  readonly compareAt: Money | null;
  /** As in a `Price`. */
  readonly lowestPrice30d: Money | null;
  readonly measurePrice: MeasurePrice | null;
  /** `unitPrice × quantity`. */
  readonly subtotal: Money | null;
  readonly discount: Money | null;
  /** `subtotal − discount`. */
  readonly total: Money | null;
  readonly tax: Money | null;
  /** How many can be had; null when that is not limited. */
  readonly available: number | null;
}

/** What keeps a cart from being paid, other than a step not yet taken. */
export type CartProblem =
  | { readonly code: "not_for_sale"; readonly lineId: string }
  | { readonly code: "not_enough_stock"; readonly lineId: string; readonly available: number }
  | { readonly code: "tax_rate_missing"; readonly country: string; readonly taxClass: string }
  | { readonly code: "country_not_served" | "no_shipping" | "tax_not_registered"; readonly country: string }
  | { readonly code: "market_closed" };

/** The buyer's tax id, and what is known of it. */
export interface TaxId {
  readonly taxId: string;
  /** ISO 3166-1, or `XI`, `EU`; null where no country is known to have such ids. */
  readonly country: string | null;
  /** By its form and check digit alone. */
  readonly verdict: "valid" | "format_only" | "invalid" | "unknown_country";
  /** What the country's register says; null when none was asked. */
  readonly register: "verified" | "rejected" | "unreachable" | null;
}

/** A promotion's code that was entered, and what became of it. `reason` is stable, `order_minimum` for one. */
export interface CartCode {
  readonly code: string;
  readonly state: "applied" | "refused" | "unknown";
  readonly reason: string | null;
}

/** A cart with everything computed by the server. */
export interface Cart {
  readonly id: string;
  readonly status: "open" | "closed";
  readonly market: string;
  readonly locale: string;
  readonly currency: string;
  readonly lines: readonly CartLine[];
  /** Number of pieces. */
  readonly quantity: number;
  readonly email: string | null;
  readonly address: Address | null;
  /** The company that whoever is logged in buys for: its prices hold, and its tax id where the cart has no other. */
  readonly company: { readonly name: string } | null;
  readonly taxId: TaxId | null;
  readonly shipping: ShippingOption | null;
  /** Empty until the address is known. */
  readonly shippingOptions: readonly ShippingOption[];
  readonly totals: {
    /** Before discounts, like `shipping`. */
    readonly items: Money;
    /** All that promotions take off, lines and shipping. */
    readonly discount: Money;
    readonly shipping: Money | null;
    readonly tax: Money | null;
    readonly net: Money | null;
    readonly total: Money;
    /** Whether `items` and `shipping` contain the tax already. */
    readonly taxIncluded: boolean;
  };
  readonly codes: readonly CartCode[];
  readonly discounts: readonly Discount[];
  /** Promotions that do not hold, each with the reason. */
  readonly refusedPromotions: readonly (Omit<Discount, "amount"> & { readonly reason: string })[];
  /** `reason` says why it pays nothing. */
  readonly credits: readonly (Credit & { readonly reason: "disabled" | "expired" | "empty" | "currency" | null })[];
  readonly usesStoreCredit: boolean;
  /** What is left to pay with money: the total without `credits`, and with `paymentRounding`. */
  readonly due: Money;
  /** What is added to the total, or taken off, so that the rest can be charged; null where it can be as it is. */
  readonly paymentRounding: Money | null;
  /** What became of a call that changed nothing. */
  readonly notices: readonly "gift_card_unknown"[];
  readonly taxLines: readonly TaxLine[];
  readonly problems: readonly CartProblem[];
  /** Steps that the shopper still has to take before paying. */
  readonly missing: readonly ("lines" | "address" | "shipping")[];
  readonly totalsHash: string;
}

/** What a visitor may allow or refuse. */
export type Purpose = "preferences" | "analytics" | "marketing" | "sale_of_data";
export type ConsentChoices = Readonly<Record<Purpose, boolean>>;

/** How a visitor is asked, in which words. The hash proves which words these were. */
export interface ConsentPolicy {
  readonly policy: "opt_in" | "opt_out" | "notice";
  readonly version: string;
  readonly hash: string;
  readonly market: string;
  readonly locale: string;
  readonly dir: Direction;
  readonly purposes: readonly {
    readonly purpose: Purpose | "necessary";
    readonly required: boolean;
    /** What holds until the visitor chooses. */
    readonly allowed: boolean;
    readonly title: string;
    readonly description: string;
  }[];
  readonly texts: {
    readonly title: string;
    readonly body: string;
    readonly acceptAll: string;
    readonly rejectAll: string;
    readonly settings: string;
    readonly save: string;
    readonly gpcHonoured: string;
  };
  /** Global Privacy Control: whether the browser sent it, and whether it is followed. */
  readonly gpc: { readonly received: boolean; readonly honoured: boolean };
}

/** A choice as the ledger holds it. `subjectId` is a secret of this visitor. */
export interface ConsentRecord {
  readonly subjectId: string;
  readonly seq: number;
  readonly decidedAt: string;
  readonly policy: ConsentPolicy["policy"];
  readonly policyVersion: string;
  readonly method: ConsentMethod;
  readonly choices: ConsentChoices;
  readonly gpcHonoured: boolean;
}

/** Where the choice was made. */
export type ConsentMethod = "banner" | "settings" | "gpc" | "api";
