import * as make from "../support/things.ts";
import type { World } from "../support/world-type.ts";
import type { Cases } from "./case.ts";

interface PriceList {
  readonly id: string;
  readonly version: number;
}

const listInput = async (world: World) => ({
  name: make.unique(world),
  status: "draft",
  priority: 10,
  marketIds: [world.market.id],
  customerGroups: ["trade"],
  customerIds: [world.orders[0].customerId],
  companyIds: [(await make.company(world)).id],
  channels: ["web"],
  startsAt: "2026-06-01T00:00:00Z",
  endsAt: "2026-07-01T00:00:00Z",
  adjustments: [{ minQuantity: 10, changePpm: -50_000 }],
});
/** The lists that a price list holds. */
const lists = async (world: World) => {
  const { marketIds, channels, customerGroups, customerIds, companyIds, adjustments } = await listInput(world);
  return { marketIds, channels, customerGroups, customerIds, companyIds, adjustments };
};
const priceList = async (world: World) => world.admin<PriceList>("pricing.createPriceList", await listInput(world));
const eur = (amount: number) => ({ amount, currency: "EUR" });
const edit = {
  currency: "EUR",
  change: { kind: "percentage", changePpm: 10_000 },
  rounding: { kind: "ending", ending: 99, of: 100 },
};

export const pricingCases: Cases = {
  "catalog.describeVariants": { input: (world) => ({ variantIds: world.products[0].variantIds }) },
  "catalog.editPrices": {
    input: async (world) => {
      const filter = { productIds: [(await make.draft(world)).id], categoryId: world.categoryId };
      const { fingerprint } = await world.admin<{ fingerprint: string }>("catalog.previewPriceEdit", {
        filter,
        edit,
      });
      return { filter, edit, fingerprint };
    },
  },
  "catalog.previewPriceEdit": {
    input: (world) => ({
      filter: { productIds: [world.products[0].id], categoryId: world.categoryId },
      edit: { ...edit, marketId: world.market.id },
    }),
  },
  "catalog.productOverrides": {
    input: (world) => ({ productId: world.products[0].id, marketId: world.market.id }),
  },
  "catalog.setProductOverride": {
    input: async (world) => {
      const { id, version, pictureId } = await make.picturedDraft(world);
      const own = { title: `${world.canary} lamp`, description: "shines", available: true, pictures: [pictureId] };
      return { productId: id, version, marketId: world.market.id, ...own };
    },
  },
  "markets.provenance": { input: (world) => ({ id: world.market.id }) },
  "pricing.createPriceList": { input: listInput },
  "pricing.getPriceList": { input: async (world) => ({ id: (await priceList(world)).id }) },
  "pricing.getRateSchedule": { input: () => ({}) },
  "pricing.listExclusions": { input: (world) => ({ variantIds: world.products[0].variantIds }) },
  "pricing.listListPrices": {
    input: async (world) => ({
      listId: (await priceList(world)).id,
      variantIds: world.products[0].variantIds,
      first: 10,
    }),
  },
  "pricing.listPriceLists": { input: () => ({}) },
  "pricing.previewChange": {
    input: (world) => {
      const [variantId] = world.products[0].variantIds;
      const price = { variantId, marketId: world.market.id, currency: "EUR", amount: eur(2_990) };
      return { kind: "prices", prices: [price] };
    },
  },
  "pricing.removePriceList": {
    input: async (world) => {
      const { id, version } = await priceList(world);
      return { id, version };
    },
  },
  "pricing.setExclusions": {
    input: async (world) => ({
      exclusions: [{ variantId: (await make.draft(world)).variantIds[0], marketId: world.market.id, excluded: true }],
    }),
  },
  "pricing.setListPrices": {
    input: async (world) => ({
      listId: (await priceList(world)).id,
      prices: [{ variantId: world.products[0].variantIds[0], currency: "EUR", minQuantity: 10, amount: eur(990) }],
    }),
  },
  "pricing.setRateSchedule": { input: () => ({ enabled: false }) },
  "pricing.updatePriceList": {
    input: async (world) => {
      const { id, version } = await priceList(world);
      return { id, version, name: make.unique(world), priority: 20, ...(await lists(world)) };
    },
  },
};
