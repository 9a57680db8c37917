import type { Generated } from "kysely";
import { declareTables, personal } from "../platform/columns.ts";
import type { CreditEntryKind, CreditKind } from "./schemas.ts";

export interface CreditTables {
  credit_accounts: {
    id: string;
    kind: CreditKind;
    code_hash: string | null;
    last4: string | null;
    customer_id: string | null;
    currency: string;
    balance: Generated<number>;
    issued: Generated<number>;
    active: boolean;
    expires_at: Date | null;
    note: string | null;
    version: Generated<number>;
    created_at: Date;
    updated_at: Date;
  };
  credit_entries: {
    account_id: string;
    id: string;
    kind: CreditEntryKind;
    amount: number;
    balance: number;
    /** The cart that redeems, so that it does not miss what its own checkout holds. */
    cart_id: string | null;
    reference: string | null;
    actor_kind: string;
    actor_id: string;
    note: string | null;
    at: Date;
  };
}

export const creditDeclarations = declareTables<CreditTables>({
  credit_accounts: {
    id: "none",
    kind: "none",
    code_hash: "none",
    last4: "none",
    customer_id: personal("customer", "invoice"),
    currency: "none",
    balance: "none",
    issued: "none",
    active: "none",
    expires_at: "none",
    note: personal("customer", "invoice"),
    version: "none",
    created_at: "none",
    updated_at: "none",
  },
  credit_entries: {
    account_id: "none",
    id: "none",
    kind: "none",
    amount: "none",
    balance: "none",
    cart_id: "none",
    reference: "none",
    actor_kind: "none",
    actor_id: personal("staff", "invoice"),
    note: personal("customer", "invoice"),
    at: "none",
  },
});
