import * as make from "../support/things.ts";
import type { Cases } from "./case.ts";

export const storefrontCases: Cases = {
  "carts.addLine": {
    input: async (world) => ({
      cartId: (await make.cart(world)).id,
      variantId: world.products[1].variantIds[0],
      quantity: 1,
    }),
  },
  "carts.chooseShipping": {
    input: async (world) => ({ cartId: (await make.readyCart(world)).id, methodId: world.shippingMethodId }),
  },
  "carts.create": {
    input: (world) => ({ market: world.market.handle, country: "DE", locale: "de" }),
    names: ["market"],
  },
  "carts.explain": { input: async (world) => ({ cartId: (await make.readyCart(world)).id }) },
  "carts.get": { input: async (world) => ({ cartId: (await make.readyCart(world)).id, locale: "en" }) },
  "carts.removeLine": {
    input: async (world) => {
      const { id, lines } = await make.cart(world);
      return { cartId: id, lineId: lines[0]?.id };
    },
    within: ["lineId"],
  },
  "carts.setAddress": {
    input: async (world) => ({
      cartId: (await make.cart(world)).id,
      email: `${world.canary.toLowerCase()}@example.com`,
      address: make.address(world.canary),
    }),
  },
  "carts.setQuantity": {
    input: async (world) => {
      const { id, lines } = await make.cart(world);
      return { cartId: id, lineId: lines[0]?.id, quantity: 3 };
    },
    within: ["lineId"],
  },
  "carts.shippingOptions": { input: async (world) => ({ cartId: (await make.readyCart(world)).id }) },
  "catalog.categories": { input: (world) => ({ market: world.market.handle, locale: "de" }), names: ["market"] },
  "catalog.product": {
    input: (world) => ({ slug: world.products[0].slug, market: world.market.handle, locale: "de" }),
    names: ["slug", "market"],
  },
  "catalog.products": {
    input: (world) => ({
      q: "Lampe",
      category: world.categoryPath,
      market: world.market.handle,
      locale: "de",
      first: 10,
    }),
    names: ["category", "market"],
  },
  "checkout.confirm": {
    input: async (world) => ({ checkoutId: (await make.paidCheckout(world)).checkoutId }),
    keyless: true,
  },
  "checkout.get": { input: async (world) => ({ checkoutId: (await make.checkout(world)).checkoutId }) },
  "checkout.payOtherwise": {
    input: async (world) => ({ checkoutId: (await make.awaitedCheckout(world)).checkoutId }),
    keyless: true,
  },
  "checkout.place": {
    input: async (world) => ({ ...make.placeInput(world, await make.readyCart(world)), subjectId: world.subjectId }),
    // Looked up when the order is made: a subject of elsewhere is no subject, and the order names no consent.
    unchecked: ["subjectId"],
  },
  "consent.current": { input: (world) => ({ subjectId: world.subjectId }) },
  "consent.policy": { input: (world) => ({ market: world.market.handle, locale: "de" }), names: ["market"] },
  "consent.record": {
    input: async (world) => ({ ...(await make.consentInput(world)), subjectId: (await make.consent(world)).subjectId }),
    names: ["market"],
  },
  "markets.showShop": { input: (world) => ({ market: world.market.handle, locale: "en" }), names: ["market"] },
  "orders.status": { input: (world) => ({ token: world.orders[0].token }), names: ["token"] },
};
