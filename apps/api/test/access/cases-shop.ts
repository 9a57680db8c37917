import * as make from "../support/things.ts";
import type { Cases } from "./case.ts";

/** Where a market sells beside its countries, and how it is paid there. */
const places = (region: string) => ({ regions: [region], channels: ["web"], paymentMethods: ["card"] });

const zones = { regions: ["DE-BE"], postalCodes: ["10*"], exceptPostalCodes: ["10999"] };
const rates = { by: "weight", steps: [{ from: 0, price: 490 }] };

export const shopCases: Cases = {
  "checkout.listAwaited": { input: () => ({ first: 10 }) },
  "checkout.readiness": { input: () => ({}) },
  "checkout.stopWaiting": {
    input: async (world) => ({ checkoutId: (await make.awaitedCheckout(world)).checkoutId }),
  },
  "consent.list": {
    input: (world) => ({ subjectId: world.subjectId, method: "banner", allows: "preferences", first: 10 }),
    searched: ["subjectId"],
  },
  "consent.verify": { input: () => ({}) },
  "fulfilment.listShippingMethods": { input: (world) => ({ marketId: world.market.id }) },
  "fulfilment.overrideShippingMethod": {
    input: async (world) => {
      const given = make.shippingInput(world.canary, world.market.id);
      const method = { ...given, marketId: null, active: false };
      const { id } = await world.admin<{ id: string }>("fulfilment.setShippingMethod", method);
      return { ...given, ...zones, rates, methodId: id, own: ["names", "active"], active: false };
    },
  },
  "fulfilment.removeShippingMethod": {
    input: async (world) => {
      const { id, version } = await make.shippingMethod(world, world.market.id);
      return { id, version };
    },
  },
  "fulfilment.setShippingMethod": {
    input: async (world) => {
      const { id, version } = await make.shippingMethod(world, world.market.id);
      return { ...make.shippingInput(world.canary, world.market.id), ...zones, rates, id, version, active: false };
    },
  },
  "markets.create": {
    input: (world) => ({ ...make.marketInput(world.canary, `x-${make.mark()}`, ["FR"]), ...places("FR-75") }),
  },
  "markets.get": { input: (world) => ({ id: world.market.id }) },
  "markets.list": { input: () => ({}) },
  "markets.update": {
    input: async (world) => {
      const { id, version } = await world.admin<make.Market>(
        "markets.create",
        make.marketInput(world.canary, `u-${make.mark()}`, ["IT"]),
      );
      return {
        id,
        version,
        name: `${world.canary} Italia`,
        countries: ["IT", "SM"],
        locales: ["de", "it"],
        ...places("IT-25"),
      };
    },
  },
  "notifications.list": { input: (world) => ({ orderId: world.orders[0].id }) },
  "orders.explain": { input: (world) => ({ id: world.orders[0].id }) },
  "orders.get": { input: (world) => ({ id: world.orders[0].id }) },
  "orders.list": { input: (world) => ({ customerId: world.orders[0].customerId, text: world.canary, first: 10 }) },
  "orders.previewRefund": {
    input: async (world) => {
      const { id, lineIds } = await make.order(world);
      return { orderId: id, lines: [{ orderLineId: lineIds[0], quantity: 1 }], shippingAmount: 10, amount: 0 };
    },
    within: ["orderLineId"],
  },
  "orders.refund": {
    input: async (world) => make.refundInput(world, (await make.order(world)).id),
    within: ["orderLineId"],
  },
  "payments.connect": { input: (world) => ({ secretKey: world.stripeKey }) },
  "payments.getAccount": { input: () => ({}) },
  "tax.addCountryPreset": { input: () => ({ country: "AT" }) },
  "tax.getSettings": { input: () => ({}) },
  "tax.listRates": { input: () => ({ country: "DE" }) },
  "tax.removeRate": {
    input: async (world) => {
      const { id, version } = await make.taxRate(world);
      return { id, version };
    },
  },
  "tax.setRate": {
    input: async (world) => {
      const { id, version } = await make.taxRate(world);
      return {
        id,
        version,
        country: "FR",
        taxClass: `d${make.mark()}`,
        name: world.canary,
        ratePpm: 55_000,
        reason: "reduced",
      };
    },
  },
  "tax.setSettings": {
    input: async (world) => {
      const { version } = await world.admin<{ version: number }>("tax.getSettings", {});
      return { roundingLevel: "line", roundingMode: "half-up", version };
    },
  },
  "tenants.createKey": {
    input: (world) => ({ kind: "publishable", name: world.canary, allowedOrigins: [world.origin] }),
  },
  "tenants.getShop": { input: () => ({}) },
  "tenants.listAudit": { input: () => ({ first: 10 }) },
  "tenants.listKeys": { input: () => ({}) },
  "tenants.revokeKey": { input: async (world) => ({ keyId: (await make.key(world, "secret")).id }) },
  "tenants.rotateKey": {
    input: async (world) => ({ keyId: (await make.key(world, "publishable")).id, overlapHours: 1 }),
  },
  "tenants.updateKey": {
    input: async (world) => ({
      keyId: (await make.key(world, "publishable")).id,
      name: world.canary,
      allowedOrigins: [world.origin],
    }),
  },
  "tenants.updateShop": {
    input: async (world) => {
      const { version } = await world.admin<{ version: number }>("tenants.getShop", {});
      return {
        version,
        name: `${world.canary} Leuchten`,
        paymentMethods: ["card"],
        legal: { companyName: `${world.canary} GmbH`, imprintUrl: `${world.origin}/imprint` },
      };
    },
  },
  "tenants.verifyAudit": { input: () => ({}) },
};
