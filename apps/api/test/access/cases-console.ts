import * as make from "../support/things.ts";
import type { Cases } from "./case.ts";

export const consoleCases: Cases = {
  "catalog.listStockItems": { input: (world) => ({ q: world.canary, availableAtMost: 100_000, first: 10 }) },
  "catalog.removeCategory": { input: async (world) => ({ id: (await make.category(world)).id }) },
  "catalog.translationProgress": { input: () => ({ locales: ["de", "fr"] }) },
  "inventory.listMovements": { input: (world) => ({ variantId: world.products[0].variantIds[0], first: 10 }) },
  "orders.attention": { input: () => ({}) },
  "orders.salesOfTheDay": { input: () => ({}) },
};
