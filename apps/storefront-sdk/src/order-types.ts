/** What the API sends of checkouts and orders, as JSON. */
import type { Address, Credit, Discount, Money } from "./common-types.ts";

/** A parcel of an order. */
export interface Parcel {
  readonly state: "shipped" | "delivered" | "cancelled";
  readonly carrierName: string | null;
  readonly trackingNumber: string | null;
  /** Where the parcel is followed. */
  readonly trackingUrl: string | null;
  /** ISO 8601, UTC. */
  readonly shippedAt: string;
  readonly deliveredAt: string | null;
  readonly lines: readonly { readonly title: string; readonly options: string; readonly quantity: number }[];
}

/** An order as the shopper who holds its secret link sees it. */
export interface Order {
  readonly number: string;
  /** ISO 8601, UTC. */
  readonly placedAt: string;
  readonly locale: string;
  readonly email: string;
  readonly paymentState: "paid" | "partially_refunded" | "refunded";
  readonly fulfilmentState: "unfulfilled" | "partly" | "fulfilled";
  /** When the whole order was cancelled. */
  readonly cancelledAt: string | null;
  readonly shippingAddress: Address;
  readonly shippingMethod: string;
  readonly lines: readonly {
    readonly title: string;
    readonly options: string;
    readonly quantity: number;
    readonly unitPrice: Money;
    readonly discount: Money;
    readonly lineTotal: Money;
    readonly refunded: Money;
    /** Pieces that have left, and pieces that never will. */
    readonly fulfilledQuantity: number;
    readonly cancelledQuantity: number;
  }[];
  readonly taxLines: readonly {
    readonly name: string;
    readonly ratePpm: number;
    readonly reason: string;
    readonly taxable: Money;
    readonly tax: Money;
  }[];
  readonly totals: {
    /** Before discounts, like `shipping`. */
    readonly items: Money;
    readonly discount: Money;
    readonly shipping: Money;
    readonly tax: Money;
    readonly total: Money;
    readonly taxIncluded: boolean;
  };
  readonly discounts: readonly Discount[];
  readonly credits: readonly Credit[];
  /** What was added to the total, or taken off, so that the rest could be charged; null where nothing was. */
  readonly paymentRounding: Money | null;
  /** What was paid with money. */
  readonly due: Money;
  readonly refunded: Money;
  readonly fulfilments: readonly Parcel[];
}

export type CheckoutState =
  | "payment_pending"
  | "processing"
  | "completed"
  | "expired"
  | "cancelled"
  | "failed"
  | "refunding"
  | "refunded";

/** A checkout that was started. Send the shopper to `redirectUrl`. */
export interface PlacedCheckout {
  readonly checkoutId: string;
  readonly state: CheckoutState;
  readonly redirectUrl: string | null;
  readonly reason: string | null;
}

/** What identifies an account, in the words of its country's banks. */
export type AccountField =
  | "account_holder"
  | "iban"
  | "bic"
  | "account_number"
  | "sort_code"
  | "routing_number"
  | "swift_code"
  | "clabe"
  | "bank_name"
  | "bank_code"
  | "branch_name"
  | "branch_code"
  | "account_type";

/** How the shopper pays who chose a bank transfer, or a voucher for a till. */
export interface PaymentInstructions {
  readonly kind: "bank_transfer" | "voucher";
  /** What is still missing. */
  readonly remaining: Money;
  /** To be named with the transfer, so that it is found. */
  readonly reference: string | null;
  /** Accounts to send the money to: any one of them. */
  readonly accounts: readonly (readonly { readonly field: AccountField; readonly value: string }[])[];
  /** The payment provider's page of it, with the voucher's bar code. */
  readonly url: string | null;
  /** So long the goods are kept. ISO 8601, UTC. */
  readonly until: string;
}

/** How a checkout stands. */
export interface Checkout {
  readonly checkoutId: string;
  readonly state: CheckoutState;
  readonly total: Money;
  /** What is paid with money: the rest comes from gift cards and store credit. */
  readonly due: Money;
  /** Why it failed, was refunded, or why the last try to pay was declined. */
  readonly reason: string | null;
  /** Where to pay, while that is still possible; the shop's cart after `payOtherwise`. */
  readonly redirectUrl: string | null;
  /** How to pay, while the money is awaited; the state is `processing` then. */
  readonly instructions: PaymentInstructions | null;
  /** The language that the shopper ordered in, BCP 47. */
  readonly locale: string;
  /** Once completed. `token` opens the order's status and is the shopper's secret. */
  readonly order: (Order & { readonly token: string }) | null;
}
