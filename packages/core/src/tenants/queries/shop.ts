import type { Kysely, Selectable } from "kysely";
import type { ActiveCurrencyCode, CurrencyCode } from "../../kernel/currency.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { type Part, part, readPart } from "../../platform/parts.ts";
import { piece } from "../../platform/statement.ts";
import { Legal } from "../schemas.ts";
import type { EarlierSettings, TenantsTables } from "../tables.ts";

export interface ShopSettings {
  readonly name: string;
  readonly contactEmail: string;
  readonly defaultLocale: string;
  readonly defaultCurrency: ActiveCurrencyCode;
  readonly pricesIncludeTax: boolean;
  /** IANA name, `Europe/Berlin`. */
  readonly timeZone: string;
  readonly orderStatusUrl: string | null;
  /** What may be paid with where a market says nothing itself; null is whatever the payment account offers. */
  readonly paymentMethods: string[] | null;
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
  "payment_methods",
  "legal",
  "version",
] as const;

export function shopSettings(db: Db<"tenant">): Promise<ShopSettings> {
  return readPart(db, shopSettingsPart());
}

const settings = piece((tables: Kysely<TenantsTables>) => tables.selectFrom("shop_settings").select(columns));

export function shopSettingsPart(): Part<ShopSettings> {
  return part(settings({}), ([row]) => {
    if (row === undefined) throw new Error("shop_settings has lost its row");
    return toSettings(row);
  });
}

function toSettings(row: Pick<Selectable<TenantsTables["shop_settings"]>, (typeof columns)[number]>): ShopSettings {
  return {
    name: row.name,
    contactEmail: row.contact_email,
    defaultLocale: row.default_locale,
    defaultCurrency: row.default_currency as ActiveCurrencyCode,
    pricesIncludeTax: row.prices_include_tax,
    timeZone: row.time_zone,
    orderStatusUrl: row.order_status_url,
    paymentMethods: row.payment_methods,
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
      payment_methods: shop.paymentMethods,
      legal: JSON.stringify(shop.legal),
      version: shop.version + 1,
      updated_at: now,
    })
    .where("version", "=", shop.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** How prices were entered before, the oldest first. */
export function earlierSettings(db: Db<"tenant">): Promise<readonly EarlierSettings[]> {
  return readPart(db, earlierSettingsPart());
}

const earlier = piece((tables: Kysely<TenantsTables>) => tables.selectFrom("shop_settings").select("earlier"));

/** The same, to be read with others. */
export function earlierSettingsPart(): Part<readonly EarlierSettings[]> {
  return part(earlier({}), ([row]) => row?.earlier ?? []);
}

export async function keepEarlierSettings(tx: Tx<"tenant">, earlier: readonly EarlierSettings[]): Promise<void> {
  await tx
    .tables<TenantsTables>()
    .updateTable("shop_settings")
    .set({ earlier: JSON.stringify(earlier) })
    .execute();
}

export interface FirstSettings {
  readonly name: string;
  readonly contactEmail: string;
  readonly defaultLocale: string;
  readonly defaultCurrency: CurrencyCode;
}

/**
 * The settings row of a schema that was claimed for a shop. Written again after a crash, and over what a claim that came
 * to nothing has left; never over what a shop has changed since it is open.
 */
export async function putFirstSettings(tx: Tx<"tenant">, shop: FirstSettings, now: Date): Promise<void> {
  await tx
    .tables<TenantsTables>()
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
    .onConflict((conflict) =>
      conflict
        .column("only_row")
        .doUpdateSet((eb) => ({
          name: eb.ref("excluded.name"),
          contact_email: eb.ref("excluded.contact_email"),
          default_locale: eb.ref("excluded.default_locale"),
          default_currency: eb.ref("excluded.default_currency"),
          updated_at: eb.ref("excluded.updated_at"),
        }))
        .where("shop_settings.version", "=", 1),
    )
    .execute();
}

/** Locks the settings' row: what is counted for the whole shop is counted by one at a time. */
export async function lockShop(tx: Tx<"tenant">): Promise<void> {
  await tx.tables<TenantsTables>().selectFrom("shop_settings").select("only_row").forNoKeyUpdate().execute();
}
