import * as make from "../support/things.ts";
import type { World } from "../support/world-type.ts";
import type { Cases } from "./case.ts";

interface Versioned {
  readonly id: string;
  readonly version: number;
}

const promotionInput = (world: World) => ({
  name: make.unique(world),
  trigger: "code",
  conditions: [{ kind: "countries", countries: ["DE"] }],
  effect: { kind: "order_percentage", ppm: 100_000 },
  exclusionGroup: "season",
  perCustomer: 2,
  maxUses: 100,
  budget: { amount: 50_000, currency: "EUR" },
});
const promotion = (world: World): Promise<Versioned> => world.admin("promotions.set", promotionInput(world));

async function promotionWithCode(world: World): Promise<{ readonly id: string; readonly code: string }> {
  const { id } = await promotion(world);
  const { code } = await world.admin<{ code: string }>("promotions.addCode", { promotionId: id, code: newCode() });
  return { id, code };
}
const newCode = (): string => `T-${make.mark()}`.toUpperCase();

const giftCardInput = (world: World) => ({ value: { amount: 2_500, currency: "EUR" }, note: world.canary });
async function giftCard(world: World): Promise<Versioned & { readonly code: string; readonly last4: string }> {
  const issued = await world.admin<{ account: Versioned & { last4: string }; code: string }>(
    "credit.issueGiftCard",
    giftCardInput(world),
  );
  return { ...issued.account, code: issued.code };
}

/** A cart with a code or a gift card in it. */
async function entered(world: World, path: "carts.enterCode" | "carts.enterGiftCard", code: string): Promise<string> {
  const { id } = await make.cart(world);
  await world.shop(path, { cartId: id, code });
  return id;
}

export const promotionCases: Cases = {
  "credit.adjust": { input: async (world) => ({ id: (await giftCard(world)).id, amount: -100, note: world.canary }) },
  "credit.getAccount": { input: async (world) => ({ id: (await giftCard(world)).id }) },
  "credit.giveStoreCredit": {
    input: (world) => ({ customerId: world.orders[0].customerId, ...giftCardInput(world) }),
  },
  "credit.issueGiftCard": { input: giftCardInput },
  "credit.listEntries": { input: async (world) => ({ accountId: (await giftCard(world)).id, first: 10 }) },
  "credit.listGiftCards": { input: async (world) => ({ last4: (await giftCard(world)).last4, first: 10 }) },
  "credit.listStoreCredit": { input: (world) => ({ customerId: world.orders[0].customerId }) },
  "credit.updateAccount": {
    input: async (world) => {
      const { id, version } = await giftCard(world);
      return { id, version, active: false, note: world.canary };
    },
  },
  "promotions.addCode": {
    input: async (world) => ({ promotionId: (await promotion(world)).id, code: newCode(), maxUses: 5 }),
  },
  "promotions.generateCodes": {
    input: async (world) => ({ promotionId: (await promotion(world)).id, count: 3, prefix: "GEN-", maxUses: 1 }),
  },
  "promotions.get": { input: async (world) => ({ id: (await promotion(world)).id }) },
  "promotions.list": { input: () => ({ first: 10 }) },
  "promotions.listCodes": {
    input: async (world) => ({ promotionId: (await promotionWithCode(world)).id, first: 10 }),
  },
  "promotions.remove": {
    input: async (world) => {
      const { id, version } = await promotion(world);
      return { id, version };
    },
  },
  "promotions.set": {
    input: async (world) => {
      const { id, version } = await promotion(world);
      return { ...promotionInput(world), id, version, active: false };
    },
  },
  "promotions.setCodeActive": {
    input: async (world) => {
      const { id, code } = await promotionWithCode(world);
      return { promotionId: id, code, active: false };
    },
    within: ["promotionId"],
  },
  "promotions.try": {
    input: (world) => ({
      marketId: world.market.id,
      country: "DE",
      lines: [{ variantId: world.products[0].variantIds[0], quantity: 2 }],
      codes: ["WELCOME"],
      groups: ["regulars"],
      shippingMethodId: world.shippingMethodId,
      draft: promotionInput(world),
    }),
    // An article that is not for sale in the market is named in the answer, whatever the reason; instead of a way of
    // shipping that is not offered the first is taken that is.
    unchecked: ["variantId", "shippingMethodId"],
  },
};

export const promotionCartCases: Cases = {
  "carts.enterCode": {
    input: async (world) => ({
      cartId: (await make.cart(world)).id,
      code: (await promotionWithCode(world)).code,
    }),
  },
  "carts.enterGiftCard": {
    input: async (world) => ({ cartId: (await make.cart(world)).id, code: (await giftCard(world)).code }),
  },
  "carts.removeCode": {
    input: async (world) => {
      const { code } = await promotionWithCode(world);
      return { cartId: await entered(world, "carts.enterCode", code), code };
    },
  },
  "carts.removeGiftCard": {
    input: async (world) => {
      const { code, last4 } = await giftCard(world);
      return { cartId: await entered(world, "carts.enterGiftCard", code), last4 };
    },
  },
  "carts.useStoreCredit": { input: async (world) => ({ cartId: (await make.cart(world)).id, use: false }) },
};
