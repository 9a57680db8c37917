import type { ColumnType } from "kysely";
import { declareTables, personal } from "../platform/columns.ts";

/** A jsonb column: written as text, read as what it holds. */
export type Json<T> = ColumnType<T, string, string>;
/** A column that has a value of its own where an insert leaves it out. */
export type Defaulted<T, Written = T> = ColumnType<T, Written | undefined, Written>;
/** A jsonb column that may be null. */
export type NullableJson<T> = ColumnType<T | null, string | null, string | null>;

/** Whether prices were entered with tax, until a moment. */
export interface EarlierSettings {
  readonly until: string;
  readonly pricesIncludeTax: boolean;
}

/** A shop's own schema. */
export interface TenantsTables {
  shop_settings: {
    only_row: ColumnType<boolean, never, never>;
    name: string;
    contact_email: string;
    default_locale: string;
    default_currency: string;
    prices_include_tax: boolean;
    /** IANA name of the zone in which the shop's days begin and end. */
    time_zone: ColumnType<string, string | undefined, string>;
    /** Where the shop shows an order to its buyer, with `{token}` in it; null is the platform's own page. */
    order_status_url: string | null;
    /** What may be paid with where a market says nothing itself; null is whatever the account offers. */
    payment_methods: ColumnType<string[] | null, string[] | null | undefined, string[] | null>;
    legal: Json<unknown>;
    /** How prices were entered before, the oldest first. */
    earlier: ColumnType<EarlierSettings[], string | undefined, string>;
    version: number;
    updated_at: Date;
  };
  api_keys: {
    id: string;
    kind: "publishable" | "secret";
    name: string;
    last4: string;
    hash: string;
    allowed_origins: Json<string[]>;
    channel: string;
    version: number;
    created_at: Date;
    expires_at: Date | null;
    revoked_at: Date | null;
  };
}

export const tenantsDeclarations = declareTables<TenantsTables>({
  shop_settings: {
    only_row: "none",
    name: "none",
    contact_email: personal("staff", "account"),
    default_locale: "none",
    default_currency: "none",
    prices_include_tax: "none",
    time_zone: "none",
    order_status_url: "none",
    payment_methods: "none",
    legal: personal("staff", "account"),
    earlier: "none",
    version: "none",
    updated_at: "none",
  },
  api_keys: {
    id: "none",
    kind: "none",
    name: "none",
    last4: "none",
    hash: "none",
    allowed_origins: "none",
    channel: "none",
    version: "none",
    created_at: "none",
    expires_at: "none",
    revoked_at: "none",
  },
});
