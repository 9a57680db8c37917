import { tryPromotions } from "@meridian/core/carts";
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
    return tryPromotions(staff(), TryPromotions.parse({ marketId, country: "DE", lines, shipping: 490, ...more }));
  };
  const draft = { name: "Draft", trigger: "code", effect: { kind: "order_percentage", ppm: 250_000 } };

  it("answers as a cart would, with a draft that nobody has saved", async () => {
    const tried = await ask({ draft });
    expect(tried).toMatchObject({ items: { amount: 3998 }, discount: { amount: 1000 }, total: { amount: 3488 } });
    expect(tried.applied).toMatchObject([{ name: "Draft", amount: { amount: 1000 } }]);
  });

  it("says why one does not hold, and which codes nobody knows", async () => {
    const conditions = [{ kind: "countries", countries: ["AT"] }];
    const tried = await ask({ draft: { ...draft, trigger: "automatic", conditions }, codes: ["NOBODY"] });
    expect(tried.refused).toMatchObject([{ name: "Draft", reason: "country" }]);
    expect(tried.codes).toEqual([{ code: "NOBODY", state: "unknown", reason: null }]);
  });
});
