import type { ColumnType, Generated } from "kysely";
import { declareTables, personal } from "../platform/columns.ts";
import type { TaxIdEvidence } from "../tax/schemas.ts";
import type { Company, CompanyStatus } from "./company-schemas.ts";
import type { MarketingChoice, SavedAddress, TaxStatus } from "./schemas.ts";

type Json<T> = ColumnType<T, string | undefined, string>;

/** What a person asked for when registering; it becomes an account when the address is proven. */
export interface PendingAccount {
  readonly name: string;
  readonly passwordHash: string;
  readonly locale: string;
}

/** What the mail with a link needs to know. */
export interface LinkDetails {
  readonly locale: string;
  /** The shop's page that the link opens; null where the mail shows the token itself. */
  readonly returnUrl: string | null;
  /** Only of a registration. */
  readonly account: PendingAccount | null;
}

export interface CustomersTables {
  customers: {
    id: string;
    email: string;
    name: string;
    locale: string;
    orders_count: Generated<number>;
    last_order_at: Date | null;
    /** Handles of the groups that the customer is in. */
    groups: ColumnType<string[], string[] | undefined, string[]>;
    tax_status: ColumnType<TaxStatus, TaxStatus | undefined, TaxStatus>;
    /** Why the status is what it is: which certificate, checked when. */
    tax_evidence: ColumnType<string | null, string | null | undefined, string | null>;
    company: ColumnType<string | null, string | null | undefined, string | null>;
    tax_id: ColumnType<string | null, string | null | undefined, string | null>;
    phone: ColumnType<string | null, string | null | undefined, string | null>;
    addresses: Json<SavedAddress[]>;
    /** Every choice about marketing mails, oldest first; the last one holds. */
    marketing: Json<MarketingChoice[]>;
    /** The company that the customer buys for. */
    company_id: ColumnType<string | null, string | null | undefined, string | null>;
    /** Null while the customer has no account. */
    password_hash: ColumnType<string | null, string | null | undefined, string | null>;
    registered_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
    erased_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
    version: Generated<number>;
    created_at: Date;
    updated_at: Date;
  };
  companies: {
    id: string;
    name: string;
    status: CompanyStatus;
    tax_id: ColumnType<TaxIdEvidence | null, string | null, string | null>;
    billing_address: ColumnType<Company["billingAddress"], string | null, string | null>;
    note: string | null;
    version: Generated<number>;
    created_at: Date;
    updated_at: Date;
  };
  customer_groups: {
    handle: string;
    name: string;
    version: Generated<number>;
    created_at: Date;
    updated_at: Date;
  };
  /** Secrets that open something for a customer, as hashes: sessions and links in mails. */
  customer_secrets: {
    hash: string;
    kind: SecretKind;
    customer_id: string | null;
    email: string | null;
    details: ColumnType<LinkDetails | null, string | null, never>;
    created_at: Date;
    expires_at: Date;
  };
}
export type SecretKind = "session" | LinkKind;
/** `notice` opens nothing: it keeps an address until the last mail to it has gone out. */
export type LinkKind = "verify" | "reset" | "notice";

const account = personal("customer", "account");

export const customersDeclarations = declareTables<CustomersTables>({
  customers: {
    id: "none",
    email: account,
    name: account,
    locale: account,
    orders_count: "none",
    last_order_at: "none",
    groups: account,
    tax_status: account,
    tax_evidence: account,
    company: account,
    tax_id: account,
    phone: account,
    addresses: account,
    marketing: account,
    company_id: account,
    password_hash: account,
    registered_at: "none",
    erased_at: "none",
    version: "none",
    created_at: "none",
    updated_at: "none",
  },
  // Of a company with one member alone, who may be the business: erased and exported with that person.
  companies: {
    id: "none",
    name: account,
    status: "none",
    tax_id: account,
    billing_address: account,
    note: account,
    version: "none",
    created_at: "none",
    updated_at: "none",
  },
  customer_groups: { handle: "none", name: "none", version: "none", created_at: "none", updated_at: "none" },
  customer_secrets: {
    hash: personal("customer", "session"),
    kind: "none",
    customer_id: personal("customer", "session"),
    email: personal("customer", "session"),
    details: personal("customer", "session"),
    created_at: "none",
    expires_at: "none",
  },
});
