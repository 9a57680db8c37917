import type { ActiveCurrencyCode, CurrencyCode } from "../../kernel/currency.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { Legal } from "../schemas.ts";
import type { TenantsTables } from "../tables.ts";

export interface ShopSettings {
  readonly name: string;
  readonly contactEmail: string;
  readonly defaultLocale: string;
  readonly defaultCurrency: ActiveCurrencyCode;
  readonly pricesIncludeTax: boolean;
  /** IANA name, `Europe/Berlin`. */
  readonly timeZone: string;
  readonly orderStatusUrl: string | null;
  readonly legal: Legal;
  readonly version: number;
}

const columns = [
  "name",
  "contact_email",
  "default_locale",
  "default_currency",
  "prices_include_tax",
  "time_zone",
  "order_status_url",
  "legal",
  "version",
] as const;

export async function shopSettings(db: Db<"tenant">): Promise<ShopSettings> {
  const row = await db.tables<TenantsTables>().selectFrom("shop_settings").select(columns).executeTakeFirstOrThrow();
  return {
    name: row.name,
    contactEmail: row.contact_email,
    defaultLocale: row.default_locale,
    defaultCurrency: row.default_currency as ActiveCurrencyCode,
    pricesIncludeTax: row.prices_include_tax,
    timeZone: row.time_zone,
    orderStatusUrl: row.order_status_url,
    legal: Legal.parse(row.legal),
    version: row.version,
  };
}

/** Writes the settings over the given version; false when it is not the current one. */
export async function updateSettings(tx: Tx<"tenant">, shop: ShopSettings, now: Date): Promise<boolean> {
  const result = await tx
    .tables<TenantsTables>()
    .updateTable("shop_settings")
    .set({
      name: shop.name,
      contact_email: shop.contactEmail,
      default_locale: shop.defaultLocale,
      default_currency: shop.defaultCurrency,
      prices_include_tax: shop.pricesIncludeTax,
      time_zone: shop.timeZone,
      order_status_url: shop.orderStatusUrl,
      legal: JSON.stringify(shop.legal),
      version: shop.version + 1,
      updated_at: now,
    })
    .where("version", "=", shop.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export interface FirstSettings {
  readonly name: string;
  readonly contactEmail: string;
  readonly defaultLocale: string;
  readonly defaultCurrency: CurrencyCode;
}

/**
 * The settings row of a schema that was just claimed, in the transaction that claims it: no half-opened shop
 * can be left behind. The only place that reaches into a tenant's schema from the region's.
 */
export async function insertFirstSettings(
  tx: Tx<"region">,
  schema: string,
  shop: FirstSettings,
  now: Date,
): Promise<void> {
  await tx
    .tables<TenantsTables>()
    .withSchema(schema)
    .insertInto("shop_settings")
    .values({
      name: shop.name,
      contact_email: shop.contactEmail,
      default_locale: shop.defaultLocale,
      default_currency: shop.defaultCurrency,
      prices_include_tax: true,
      legal: "{}",
      version: 1,
      updated_at: now,
    })
    .execute();
}
