/** What carts, orders and accounts have in common, as JSON. */

/** An amount in the currency's minor unit (ISO 4217): `{ amount: 1999, currency: "EUR" }` is 19.99 €. */
export interface Money {
  /** A whole number of minor units (cents, yen, fils). */
  readonly amount: number;
  /** ISO 4217, three capitals. */
  readonly currency: string;
}

/** Where an order goes. */
export interface Address {
  readonly name: string;
  readonly company?: string | null | undefined;
  readonly line1: string;
  readonly line2?: string | null | undefined;
  readonly postalCode?: string | null | undefined;
  readonly city: string;
  /** For the US and Canada the ISO 3166-2 code without the country (`CA`), else as it is written. */
  readonly region?: string | null | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly phone?: string | null | undefined;
}

/** What a promotion takes off. */
export interface Discount {
  readonly name: string;
  /** The code that it needed; null when it holds for everybody. */
  readonly code: string | null;
  readonly amount: Money;
}

/** What a gift card or the customer's store credit pays. */
export interface Credit {
  readonly kind: "gift_card" | "store_credit";
  /** The last four characters of a gift card's code. */
  readonly last4: string | null;
  readonly applied: Money;
}
