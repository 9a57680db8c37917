import type { ColumnType } from "kysely";
import { declareTables, personal } from "../platform/columns.ts";
import type { CheckoutQuote, CheckoutState } from "./schemas.ts";

export interface CheckoutTables {
  checkouts: {
    id: string;
    cart_id: string;
    payment_id: string;
    state: CheckoutState;
    amount: number;
    currency: string;
    quote: ColumnType<CheckoutQuote, string, never>;
    quote_hash: string;
    subject_id: string | null;
    /** The checkout of the same cart that this one replaces. */
    supersedes: string | null;
    order_id: string | null;
    reason: string | null;
    success_url: string;
    cancel_url: string;
    expires_at: Date;
    created_at: Date;
    updated_at: Date;
  };
}

const session = personal("customer", "session");

export const checkoutDeclarations = declareTables<CheckoutTables>({
  checkouts: {
    id: session,
    cart_id: "none",
    payment_id: "none",
    state: "none",
    amount: "none",
    currency: "none",
    quote: session,
    quote_hash: session,
    subject_id: personal("visitor", "session"),
    supersedes: session,
    order_id: "none",
    reason: "none",
    success_url: session,
    cancel_url: session,
    expires_at: "none",
    created_at: "none",
    updated_at: "none",
  },
});
