import { cartsMigrations } from "./carts/migrations/index.ts";
import { cartsDeclarations } from "./carts/tables.ts";
import { catalogMigrations } from "./catalog/migrations/index.ts";
import { catalogDeclarations } from "./catalog/tables.ts";
import { checkoutMigrations } from "./checkout/migrations/index.ts";
import { checkoutDeclarations } from "./checkout/tables.ts";
import { consentMigrations } from "./consent/migrations/index.ts";
import { consentDeclarations } from "./consent/tables.ts";
import { creditMigrations } from "./credit/migrations/index.ts";
import { creditDeclarations } from "./credit/tables.ts";
import { customersMigrations } from "./customers/migrations/index.ts";
import { customersDeclarations } from "./customers/tables.ts";
import { fulfilmentMigrations } from "./fulfilment/migrations/index.ts";
import { fulfilmentDeclarations } from "./fulfilment/tables.ts";
import { inventoryMigrations } from "./inventory/migrations/index.ts";
import { inventoryDeclarations } from "./inventory/tables.ts";
import { marketsMigrations } from "./markets/migrations/index.ts";
import { marketsDeclarations } from "./markets/tables.ts";
import { mediaMigrations } from "./media/migrations/index.ts";
import { mediaDeclarations } from "./media/tables.ts";
import { notificationsMigrations } from "./notifications/migrations/index.ts";
import { notificationsDeclarations } from "./notifications/tables.ts";
import { ordersMigrations } from "./orders/migrations/index.ts";
import { ordersDeclarations } from "./orders/tables.ts";
import { paymentsMigrations } from "./payments/migrations/index.ts";
import { paymentsDeclarations, paymentsSealed } from "./payments/tables.ts";
import { pricingMigrations } from "./pricing/migrations/index.ts";
import { pricingDeclarations } from "./pricing/tables.ts";
import { promotionsMigrations } from "./promotions/migrations/index.ts";
import { promotionsDeclarations } from "./promotions/tables.ts";
import { taxMigrations } from "./tax/migrations/index.ts";
import { taxDeclarations } from "./tax/tables.ts";
import { tenantsMigrations } from "./tenants/migrations/index.ts";
import { tenantsDeclarations } from "./tenants/tables.ts";
import type { AnyTableDeclarations } from "./platform/columns.ts";
import { infraMigrations } from "./platform/infra-migrations.ts";
import { infraDeclarations } from "./platform/infra-tables.ts";
import type { Migration } from "./platform/migrate.ts";
import type { SealedColumn } from "./platform/sealing.ts";

/** The whole history of a tenant's schema: every slice's steps, ordered by their names. */
export const tenantMigrations: readonly Migration[] = [
  ...infraMigrations,
  ...tenantsMigrations,
  ...marketsMigrations,
  ...catalogMigrations,
  ...mediaMigrations,
  ...inventoryMigrations,
  ...pricingMigrations,
  ...taxMigrations,
  ...promotionsMigrations,
  ...creditMigrations,
  ...fulfilmentMigrations,
  ...customersMigrations,
  ...consentMigrations,
  ...cartsMigrations,
  ...checkoutMigrations,
  ...paymentsMigrations,
  ...ordersMigrations,
  ...notificationsMigrations,
];

/** Every table of a tenant's schema with its columns' policies for personal data. */
export const tenantTables: AnyTableDeclarations = {
  ...infraDeclarations,
  ...tenantsDeclarations,
  ...marketsDeclarations,
  ...catalogDeclarations,
  ...mediaDeclarations,
  ...inventoryDeclarations,
  ...pricingDeclarations,
  ...taxDeclarations,
  ...promotionsDeclarations,
  ...creditDeclarations,
  ...fulfilmentDeclarations,
  ...customersDeclarations,
  ...consentDeclarations,
  ...cartsDeclarations,
  ...checkoutDeclarations,
  ...paymentsDeclarations,
  ...ordersDeclarations,
  ...notificationsDeclarations,
};

/** Every column of a tenant's schema whose texts are sealed with the tenant's key. */
export const tenantSealed: readonly SealedColumn[] = [...paymentsSealed];
