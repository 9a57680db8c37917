import type { ColumnType, Generated } from "kysely";
import { declareTables, personal } from "../platform/columns.ts";
import type { SealedColumn } from "../platform/sealing.ts";
import type {
  PaymentInstructions,
  PaymentMethod,
  PaymentState,
  RefundCredit,
  RefundLine,
  RefundState,
} from "./schemas.ts";

type Json<T> = ColumnType<T, string, string>;

export interface PaymentsTables {
  payment_accounts: {
    id: string;
    provider: "stripe";
    state: "pending" | "connected" | "replaced" | "failed";
    account_ref: string | null;
    livemode: boolean;
    sealed_key: string | null;
    key_last4: string;
    webhook_endpoint_id: string | null;
    sealed_webhook_secret: string | null;
    error_code: string | null;
    created_at: Date;
    connected_at: Date | null;
  };
  payments: {
    id: string;
    checkout_id: string;
    provider: "stripe" | "none";
    account_id: string | null;
    state: PaymentState;
    amount: number;
    currency: string;
    captured: Generated<number>;
    refunding: Generated<number>;
    refunded: Generated<number>;
    session_id: string | null;
    session_url: string | null;
    intent_id: string | null;
    method: Json<PaymentMethod> | null;
    decline_code: string | null;
    instructions: Json<PaymentInstructions> | null;
    customer_ref: string | null;
    check_at: Date | null;
    created_at: Date;
    paid_at: Date | null;
    updated_at: Date;
  };
  refunds: {
    id: string;
    payment_id: string;
    order_id: string | null;
    state: RefundState;
    amount: number;
    tax_amount: number;
    shipping_amount: number;
    currency: string;
    lines: Json<RefundLine[]>;
    /** The part of the amount that goes back to gift cards and store credit, and to which. */
    credit_amount: Generated<number>;
    credits: ColumnType<RefundCredit[], string | undefined, string>;
    /** What is added to the money that goes back, or taken off, so that the provider can pay it. */
    rounding_amount: Generated<number>;
    reason: string;
    restock: boolean;
    automatic: boolean;
    provider_ref: string | null;
    failure_code: string | null;
    actor_kind: string;
    actor_id: string;
    created_at: Date;
    finished_at: Date | null;
  };
  provider_events: {
    provider: "stripe";
    event_id: string;
    type: string;
    object_id: string;
    payment_id: string | null;
    outcome: "queued" | "ignored";
    occurred_at: Date;
    received_at: Date;
  };
}

const paid = personal("customer", "invoice");

export const paymentsDeclarations = declareTables<PaymentsTables>({
  payment_accounts: {
    id: "none",
    provider: "none",
    state: "none",
    account_ref: "none",
    livemode: "none",
    sealed_key: "none",
    key_last4: "none",
    webhook_endpoint_id: "none",
    sealed_webhook_secret: "none",
    error_code: "none",
    created_at: "none",
    connected_at: "none",
  },
  payments: {
    id: "none",
    checkout_id: "none",
    provider: "none",
    account_id: "none",
    state: "none",
    amount: "none",
    currency: "none",
    captured: "none",
    refunding: "none",
    refunded: "none",
    session_id: paid,
    session_url: paid,
    intent_id: paid,
    method: paid,
    decline_code: "none",
    instructions: paid,
    customer_ref: paid,
    check_at: "none",
    created_at: "none",
    paid_at: "none",
    updated_at: "none",
  },
  refunds: {
    id: "none",
    payment_id: "none",
    order_id: "none",
    state: "none",
    amount: "none",
    tax_amount: "none",
    shipping_amount: "none",
    currency: "none",
    lines: "none",
    credit_amount: "none",
    credits: "none",
    rounding_amount: "none",
    reason: paid,
    restock: "none",
    automatic: "none",
    provider_ref: paid,
    failure_code: "none",
    actor_kind: "none",
    actor_id: personal("staff", "invoice"),
    created_at: "none",
    finished_at: "none",
  },
  provider_events: {
    provider: "none",
    event_id: "none",
    type: "none",
    object_id: paid,
    payment_id: "none",
    outcome: "none",
    occurred_at: "none",
    received_at: "none",
  },
});

/** The merchant's own keys at its payment provider. */
export const paymentsSealed: readonly SealedColumn[] = [
  { table: "payment_accounts", column: "sealed_key", row: "id" },
  { table: "payment_accounts", column: "sealed_webhook_secret", row: "id" },
];
