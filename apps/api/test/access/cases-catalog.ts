import * as make from "../support/things.ts";
import type { Cases } from "./case.ts";

export const catalogCases: Cases = {
  "catalog.addVariant": {
    input: async (world) => {
      const { id, version } = await make.productNow(world, world.products[0].id);
      return {
        productId: id,
        version,
        variant: { sku: make.unique(world), optionValues: { Farbe: make.unique(world) } },
      };
    },
  },
  "catalog.archiveProduct": { input: async (world) => ({ ids: [(await make.draft(world)).id] }) },
  "catalog.createCategory": {
    input: (world) => ({ parentId: world.categoryId, titles: { de: make.unique(world) } }),
  },
  "catalog.createProduct": { input: (world) => make.productInput(world.canary, world.categoryId) },
  "catalog.getImport": { input: (world) => ({ id: world.importId }) },
  "catalog.getProduct": { input: (world) => ({ id: world.products[0].id }) },
  "catalog.importReport": { input: (world) => ({ id: world.importId }) },
  "catalog.listCategories": { input: () => ({}) },
  "catalog.listImports": { input: () => ({}) },
  "catalog.listProducts": {
    input: (world) => ({ categoryId: world.categoryId, q: "Lampe", status: "active", sort: "title", first: 10 }),
  },
  "catalog.publishProduct": { input: (world) => ({ ids: world.products.map(({ id }) => id) }) },
  "catalog.setTranslation": {
    input: async (world) => {
      const { id, version } = await make.productNow(world, world.products[0].id);
      return {
        id,
        version,
        locale: "en",
        title: `${world.canary} lamp`,
        description: "shines",
        optionTexts: { Farbe: "Colour" },
      };
    },
  },
  "catalog.startImport": { input: (world) => make.importInput(world.canary) },
  "catalog.unpublishProduct": {
    input: async (world) => {
      const { id } = await make.draft(world);
      await world.admin("catalog.publishProduct", { ids: [id] });
      return { ids: [id] };
    },
  },
  "catalog.updateCategory": {
    input: async (world) => ({ id: (await make.category(world)).id, titles: { de: make.unique(world) }, position: 3 }),
  },
  "catalog.updateProduct": {
    input: async (world) => {
      const { id, version } = await make.draft(world);
      const options = [{ name: "Farbe", values: ["rot", "blau", "grün"] }];
      return { id, version, brand: world.canary, tags: [world.canary], categoryIds: [world.categoryId], options };
    },
  },
  "catalog.updateVariant": {
    input: async (world) => {
      const { id, version, variantIds } = await make.draft(world);
      return { productId: id, id: variantIds[0], version, sku: make.unique(world), weightGrams: 250 };
    },
    within: ["id"],
  },
  "inventory.adjustStock": {
    input: (world) => ({
      variantId: world.products[1].variantIds[1],
      change: { kind: "add", quantity: 1 },
      reason: world.canary,
    }),
  },
  "inventory.listStock": { input: (world) => ({ variantIds: world.products[0].variantIds, first: 10 }) },
  "media.addPicture": {
    input: (world) => {
      const { id, variantIds } = world.products[0];
      return { productId: id, variantId: variantIds[0], base64: make.picture(), alt: { de: world.canary } };
    },
  },
  "media.arrangePictures": {
    input: async (world) => {
      const { id, pictureId, variantIds } = await make.picturedDraft(world);
      return { productId: id, pictures: [{ id: pictureId, alt: { de: world.canary }, variantId: variantIds[0] }] };
    },
    within: ["id"],
  },
  "media.list": { input: (world) => ({ productId: world.products[0].id }) },
  "media.removePicture": {
    input: async (world) => {
      const { id, pictureId } = await make.picturedDraft(world);
      return { productId: id, id: pictureId };
    },
    within: ["id"],
  },
  "pricing.explainPrice": {
    input: (world) => ({
      variantId: world.products[0].variantIds[0],
      marketId: world.market.id,
      quantity: 2,
      groups: ["trade"],
    }),
  },
  "pricing.importEcbRates": { input: () => ({ xml: make.ecbFile }) },
  "pricing.listExchangeRates": { input: () => ({ first: 10 }) },
  "pricing.listPrices": { input: (world) => ({ variantIds: world.products[0].variantIds }) },
  "pricing.setExchangeRate": { input: () => ({ base: "EUR", quote: "SEK", rate: "11.25", day: "2026-06-01" }) },
  "pricing.setPrices": {
    input: (world) => {
      const [, variantId] = world.products[1].variantIds;
      const amount = { amount: 2_490, currency: "EUR" };
      return { prices: [{ variantId, marketId: world.market.id, currency: "EUR", amount }] };
    },
  },
};
