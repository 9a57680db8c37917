/** What the account's calls send and take, as JSON; held against the server's schemas by the same type test. */
import type { Order } from "./order-types.ts";
import type { Address, Money } from "./common-types.ts";

/** An account as its owner sees it. */
export interface Account {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  /** BCP 47: the language of mails. */
  readonly locale: string;
  readonly phone: string | null;
  readonly company: string | null;
  readonly taxId: string | null;
  readonly taxStatus: "consumer" | "business" | "exempt";
  /** Handles of the groups whose prices and promotions hold. */
  readonly groups: readonly string[];
  /** The company whose prices and tax id this account buys with; null for a private person. */
  readonly buysFor: { readonly name: string } | null;
  readonly ordersCount: number;
  /** The choice about marketing mails that holds now; null as long as none was made. */
  readonly marketing: { readonly at: string; readonly agreed: boolean; readonly wording: string } | null;
  /** ISO 8601, UTC. */
  readonly registeredAt: string;
}

/** What is left out stays as it is; null takes it away. */
export interface AccountChange {
  readonly name?: string | undefined;
  readonly locale?: string | undefined;
  readonly phone?: string | null | undefined;
  readonly company?: string | null | undefined;
  readonly taxId?: string | null | undefined;
  /** The choice about marketing mails, with the very sentence that was shown beside it. */
  readonly marketing?: { readonly agreed: boolean; readonly wording: string } | undefined;
}

/** What opens an account. `password`: 10 to 200 characters. */
export interface Registration {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  /** BCP 47; the client's when left out. */
  readonly locale?: string | undefined;
  /**
   * The shop's own page that the mailed link opens, with `meridian_token` added; the key must serve its origin.
   * Without one the mail shows the token.
   */
  readonly returnUrl?: string | undefined;
}

/** An entry of the address book. */
export interface SavedAddress {
  readonly id: string;
  readonly isDefault: boolean;
  readonly address: Address;
}

/** An order in the list of one's own. */
export interface OwnOrder extends Pick<
  Order,
  "number" | "placedAt" | "email" | "paymentState" | "fulfilmentState" | "cancelledAt" | "refunded"
> {
  readonly name: string;
  readonly country: string;
  readonly itemCount: number;
  readonly total: Money;
  readonly marketName: string;
}

/** Everything that the shop keeps of the person, by table: GDPR Art. 15 and 20. */
export interface PersonExport {
  readonly format: "meridian-person/1";
  readonly exportedAt: string;
  readonly shop: string;
  readonly customerId: string;
  readonly tables: readonly {
    readonly name: string;
    readonly personal: Readonly<Record<string, string>>;
    readonly rows: readonly Readonly<Record<string, unknown>>[];
  }[];
}
