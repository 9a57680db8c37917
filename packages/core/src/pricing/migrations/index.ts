import type { Migration } from "../../platform/migrate.ts";

export const pricingMigrations: Migration[] = [];
