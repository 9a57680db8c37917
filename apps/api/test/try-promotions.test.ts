import { tryPromotions } from "@meridian/core/carts";
import { setShippingMethod } from "@meridian/core/fulfilment";
import { SetShippingMethod } from "@meridian/core/fulfilment/schemas";
import { newId } from "@meridian/core/platform/new-id";
import { TryPromotions } from "@meridian/core/promotions/schemas";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPayingShop, type PayingShop } from "./support/paying-shop.ts";

let paying: PayingShop;
beforeAll(async () => {
  paying = await openPayingShop({ goods: [[1999, 10]] });
});
afterAll(() => paying.close());
const staff = () => paying.shop.staff();

describe("trying a promotion", () => {
  const ask = async (more: object) => {
    const { marketId } = await paying.readyCart([[0, 1]]);
    const lines = [{ variantId: paying.variantIds[0], quantity: 2 }];
    return tryPromotions(staff(), TryPromotions.parse({ marketId, country: "DE", lines, ...more }));
  };
  const draft = { name: "Draft", trigger: "code", effect: { kind: "order_percentage", ppm: 250_000 } };

  it("answers as a cart would, with a draft that nobody has saved", async () => {
    const tried = await ask({ draft });
    expect(tried).toMatchObject({ items: { amount: 3998 }, discount: { amount: 1000 }, total: { amount: 3488 } });
    expect(tried.applied).toMatchObject([{ name: "Draft", amount: { amount: 1000 } }]);
  });

  it("ships as the shop does: by the first way that is offered, another, none, or at a price to try", async () => {
    const { marketId } = await paying.readyCart([[0, 1]]);
    const express = await setShippingMethod(
      staff(),
      SetShippingMethod.parse({ marketId, names: { en: "Express" }, price: 990, freeAbove: 9000, position: 1 }),
    );
    const free = { name: "No shipping", trigger: "automatic", effect: { kind: "free_shipping" } };
    const figures = async (more: object) => {
      const { shipping, shippingMethodId, discount, total } = await ask({ draft: free, ...more });
      return [shipping.amount, discount.amount, total.amount, shippingMethodId === express.id];
    };
    expect((await ask({})).shippingOptions).toMatchObject([
      { name: "Parcel", price: { amount: 490 } },
      { methodId: express.id, name: "Express", price: { amount: 990 } },
    ]);
    const chosen = { step: "candidate", origin: "market", outcome: "chosen", amount: { amount: 490 } };
    expect((await ask({})).shippingTrace).toMatchObject([chosen]);
    expect(await figures({})).toEqual([490, 490, 3998, false]);
    expect(await figures({ shippingMethodId: express.id })).toEqual([990, 990, 3998, true]);
    expect(await figures({ shippingMethodId: newId("shp") })).toEqual([490, 490, 3998, false]);
    expect(await figures({ shipping: 1234 })).toEqual([1234, 1234, 3998, false]);
    expect(await figures({ shipping: 0 })).toEqual([0, 0, 3998, false]);
    const lines = [{ variantId: paying.variantIds[0], quantity: 5 }];
    expect(await figures({ lines, shippingMethodId: express.id })).toEqual([0, 0, 9995, true]);
  });

  it("says why one does not hold, and which codes nobody knows", async () => {
    const conditions = [{ kind: "countries", countries: ["AT"] }];
    const tried = await ask({ draft: { ...draft, trigger: "automatic", conditions }, codes: ["NOBODY"] });
    expect(tried.refused).toMatchObject([{ name: "Draft", reason: "country" }]);
    expect(tried.codes).toEqual([{ code: "NOBODY", state: "unknown", reason: null }]);
  });
});
