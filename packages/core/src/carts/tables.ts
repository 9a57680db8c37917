import type { ColumnType, Generated } from "kysely";
import { declareTables, personal } from "../platform/columns.ts";
import type { KeptTaxAnswer } from "../tax/engine-schemas.ts";
import type { TaxIdEvidence } from "../tax/schemas.ts";
import type { Address } from "./schemas.ts";

type Json<T> = ColumnType<T | null, string | null, string | null>;

/** Pieces that a checkout of the cart has reserved, by variant. */
export interface Hold {
  readonly until: string;
  readonly quantities: Readonly<Record<string, number>>;
}

export interface CartsTables {
  carts: {
    id: string;
    status: "open" | "closed";
    market_id: string;
    locale: string;
    /** Where the sale comes from. */
    channel: Generated<string>;
    email: string | null;
    address: Json<Address>;
    shipping_method_id: string | null;
    tax_id: Json<TaxIdEvidence>;
    /** What an external tax engine said of the cart, for the facts that it was asked about. */
    tax_answer: ColumnType<KeptTaxAnswer | null, undefined, string>;
    /** Who was logged in at the last change; null for a guest. */
    customer_id: ColumnType<string | null, string | null | undefined, string | null>;
    codes: ColumnType<string[], string | undefined, string>;
    /** Accounts of gift cards, in the order in which they were entered. */
    gift_cards: ColumnType<string[], string | undefined, string>;
    use_store_credit: Generated<boolean>;
    /** Codes tried that nobody knows. */
    guesses: Generated<number>;
    /** What this cart's own checkout has reserved, and until when. */
    held: Json<Hold>;
    created_at: Date;
    updated_at: Date;
  };
  cart_lines: { id: string; cart_id: string; variant_id: string; quantity: number };
}

export const cartsDeclarations = declareTables<CartsTables>({
  carts: {
    id: personal("visitor", "session"),
    status: "none",
    market_id: "none",
    locale: personal("visitor", "session"),
    channel: "none",
    email: personal("customer", "session"),
    address: personal("customer", "session"),
    shipping_method_id: personal("visitor", "session"),
    tax_id: personal("customer", "session"),
    tax_answer: personal("visitor", "session"),
    customer_id: personal("customer", "session"),
    codes: personal("visitor", "session"),
    gift_cards: personal("visitor", "session"),
    use_store_credit: "none",
    guesses: "none",
    held: personal("visitor", "session"),
    created_at: "none",
    updated_at: "none",
  },
  cart_lines: {
    id: "none",
    cart_id: personal("visitor", "session"),
    variant_id: personal("visitor", "session"),
    quantity: personal("visitor", "session"),
  },
});
