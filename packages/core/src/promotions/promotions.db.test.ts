import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isDomainError } from "../kernel/errors.ts";
import { transaction } from "../platform/db.ts";
import { newSecretId } from "../platform/new-id.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import * as promotions from "./index.ts";
import * as wire from "./schemas.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const set = (more: object = {}) =>
  promotions.setPromotion(
    shop.staff(),
    wire.SetPromotion.parse({
      name: "Ten off",
      trigger: "code",
      effect: { kind: "order_percentage", ppm: 100_000 },
      ...more,
    }),
  );
const addCode = (promotionId: string, code: string, maxUses: number | null = 1) =>
  promotions.addCode(shop.staff(), wire.AddCode.parse({ promotionId, code, maxUses }));
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => (isDomainError(error) ? error.code : String(error)),
  );

interface Want {
  readonly code?: string | null;
  readonly amount?: number;
  readonly email?: string;
  readonly cartId?: string;
  readonly checkoutId?: string;
}
/** One checkout that wants a use, as a transaction of its own. */
function hold(promotionId: string, { code = null, amount = 100, email, cartId, checkoutId }: Want = {}) {
  const cart = cartId ?? newSecretId("crt");
  const holder = {
    cartId: cart,
    checkoutId: checkoutId ?? newSecretId("chk"),
    customerKey: promotions.customerKey(email ?? `${cart}@shop.test`),
  };
  const use = { promotionId, code, amount, currency: "EUR" };
  return transaction(shop.shopper().db, async (tx) => {
    await promotions.holdPromotions(tx, holder, [use], shop.clock.now());
    return holder;
  });
}
const outcomes = async (attempts: readonly Promise<unknown>[]) => {
  const settled = await Promise.allSettled(attempts);
  const reasons = settled.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
  for (const reason of reasons) expect(isDomainError(reason) && reason.code).toBe("promotions.used_up");
  return settled.length - reasons.length;
};
const twoHundred = Array.from({ length: 200 }, (_, i) => i);

describe("200 checkouts at once", () => {
  test("use a single-use code once", async () => {
    const { id } = await set();
    await addCode(id, "once");
    expect(await outcomes(twoHundred.map(() => hold(id, { code: "ONCE" })))).toBe(1);
    const { items } = await promotions.listCodes(shop.staff(), wire.ListCodes.parse({ promotionId: id }));
    expect(items.map(({ code, uses }) => [code, uses])).toEqual([["ONCE", 1]]);
  }, 60_000);

  test("of one customer use a promotion as often as each customer may", async () => {
    const { id } = await set({ trigger: "automatic", perCustomer: 3 });
    const mine = twoHundred.map((i) => hold(id, { email: i % 2 === 0 ? "Ada@Shop.test" : "ada@shop.test " }));
    expect(await outcomes(mine)).toBe(3);
    expect(await outcomes([hold(id, { email: "bob@shop.test" })])).toBe(1);
  }, 60_000);

  test("of one guest get what is for a first order once", async () => {
    const { id } = await set({ trigger: "automatic", conditions: [{ kind: "first_order" }], perCustomer: 5 });
    const mine = twoHundred.map(() => hold(id, { email: "new@shop.test" }));
    expect(await outcomes(mine)).toBe(1);
    expect(await outcomes([hold(id, { email: "newer@shop.test" })])).toBe(1);
    const seen = async (email: string) => {
      const asking = { cartId: "crt_x", codes: [], customerKey: promotions.customerKey(email), at: shop.clock.now() };
      const { active } = await promotions.activePromotions(shop.shopper().db, asking);
      return active.find((one) => one.id === id)?.usedByCustomer;
    };
    expect([await seen("new@shop.test"), await seen("third@shop.test")]).toEqual([1, 0]);
  }, 60_000);

  test("spend no more than the budget, and use no more than there is", async () => {
    const budget = await set({ trigger: "automatic", budget: { amount: 1_050, currency: "EUR" } });
    expect(await outcomes(twoHundred.map(() => hold(budget.id, { amount: 100 })))).toBe(10);
    const after = await promotions.getPromotion(shop.staff(), { id: budget.id });
    expect([after.uses, after.spent?.amount]).toEqual([10, 1_000]);
    const limited = await set({ trigger: "automatic", maxUses: 7 });
    expect(await outcomes(twoHundred.map(() => hold(limited.id)))).toBe(7);
  }, 60_000);
});

describe("a use", () => {
  test("is given back once, and can then be had by somebody else", async () => {
    const { id } = await set({ maxUses: 1, budget: { amount: 500, currency: "EUR" } });
    await addCode(id, "BACK");
    const holder = await hold(id, { code: "BACK", amount: 500 });
    expect(await refusalOf(hold(id, { code: "BACK" }))).toBe("promotions.used_up");
    const giveBack = () => transaction(shop.shopper().db, (tx) => promotions.releasePromotions(tx, holder));
    await giveBack();
    await giveBack();
    expect((await promotions.getPromotion(shop.staff(), { id })).uses).toBe(0);
    await hold(id, { code: "BACK", amount: 500 });
    expect((await promotions.getPromotion(shop.staff(), { id })).spent?.amount).toBe(500);
  });

  test("that was given back before it was paid is taken anew, if it can be", async () => {
    const { id } = await set({ trigger: "automatic", maxUses: 1 });
    const holder = await hold(id);
    const { db } = shop.shopper();
    await transaction(db, (tx) => promotions.releasePromotions(tx, holder));
    const use = { promotionId: id, code: null, amount: 100, currency: "EUR" };
    const pay = () => transaction(db, (tx) => promotions.usePromotions(tx, holder, [use], shop.clock.now()));
    await pay();
    expect((await promotions.getPromotion(shop.staff(), { id })).uses).toBe(1);
    // Used is used: it is not given back any more.
    await transaction(db, (tx) => promotions.releasePromotions(tx, holder));
    expect((await promotions.getPromotion(shop.staff(), { id })).uses).toBe(1);
    expect(await refusalOf(hold(id))).toBe("promotions.used_up");
  });

  test("of an order that was cancelled as a whole can be had again, by the same customer too", async () => {
    const { id } = await set({ maxUses: 1, perCustomer: 1, budget: { amount: 500, currency: "EUR" } });
    await addCode(id, "AGAIN");
    const email = "again@shop.test";
    const holder = await hold(id, { code: "AGAIN", amount: 500, email });
    const { db } = shop.shopper();
    const use = { promotionId: id, code: "AGAIN", amount: 500, currency: "EUR" };
    const cancel = () => transaction(db, (tx) => promotions.returnPromotions(tx, holder));
    // What is only held is the checkout's to give back.
    await cancel();
    expect(await refusalOf(hold(id, { code: "AGAIN", email }))).toBe("promotions.used_up");
    await transaction(db, (tx) => promotions.usePromotions(tx, holder, [use], shop.clock.now()));
    await Promise.all([cancel(), cancel(), cancel()]);
    const after = await promotions.getPromotion(shop.staff(), { id });
    expect([after.uses, after.spent?.amount]).toEqual([0, 0]);
    const { items } = await promotions.listCodes(shop.staff(), wire.ListCodes.parse({ promotionId: id }));
    expect(items.map(({ uses }) => uses)).toEqual([0]);
    expect(await outcomes([hold(id, { code: "AGAIN", amount: 500, email })])).toBe(1);
  });

  test("takes all or nothing", async () => {
    const [free, full] = [
      await set({ trigger: "automatic", maxUses: 5 }),
      await set({ trigger: "automatic", maxUses: 1 }),
    ];
    await hold(full.id);
    const cartId = newSecretId("crt");
    const holder = { cartId, checkoutId: newSecretId("chk"), customerKey: "k" };
    const uses = [free, full].map(({ id }) => ({ promotionId: id, code: null, amount: 1, currency: "EUR" }));
    const both = transaction(shop.shopper().db, (tx) => promotions.holdPromotions(tx, holder, uses, shop.clock.now()));
    expect(await refusalOf(both)).toBe("promotions.used_up");
    expect((await promotions.getPromotion(shop.staff(), { id: free.id })).uses).toBe(0);
  });

  test("counts for a limit that is set later", async () => {
    const { id, version } = await set({ trigger: "automatic" });
    await hold(id);
    await hold(id);
    const content = { trigger: "automatic", id, version };
    expect(await refusalOf(set({ ...content, maxUses: 1 }))).toBe("promotions.below_used");
    expect((await set({ ...content, maxUses: 2 })).uses).toBe(2);
    expect(await refusalOf(hold(id))).toBe("promotions.used_up");
  });
});

describe("the active promotions of a cart", () => {
  const ask = (cartId: string, codes: readonly string[] = []) =>
    promotions.activePromotions(shop.shopper().db, { cartId, codes, customerKey: null, at: shop.clock.now() });

  test("are the automatic ones of the moment and those of its codes", async () => {
    const soon = new Date(shop.clock.now().getTime() + 1_000).toISOString();
    const now = await set({ trigger: "automatic", name: "now" });
    const later = await set({ trigger: "automatic", name: "later", startsAt: soon });
    const coded = await set({ name: "coded" });
    await addCode(coded.id, "C1");
    await addCode(coded.id, "C2", null);
    const { active, codes } = await ask("crt_x", ["C1", "C2", "NOBODY"]);
    const ids = active.map(({ id }) => id);
    expect(ids).toContain(now.id);
    expect(ids).not.toContain(later.id);
    expect([...codes]).toEqual(
      expect.arrayContaining([
        ["C1", coded.id],
        ["C2", coded.id],
      ]),
    );
    expect(codes.has("NOBODY")).toBe(false);
    expect(active.filter(({ id }) => id === coded.id)).toHaveLength(1);
  });

  test("do not miss what the cart's own checkout holds", async () => {
    const { id } = await set({ maxUses: 1 });
    await addCode(id, "MINE");
    const { cartId } = await hold(id, { code: "MINE" });
    const seen = async (cart: string) => (await ask(cart, ["MINE"])).active.find((one) => one.id === id);
    expect(await seen(cartId)).toMatchObject({ uses: 0, code: { fault: null } });
    expect(await seen("crt_other")).toMatchObject({ uses: 1, code: { fault: "code_used_up" } });
  });
});

describe("codes", () => {
  test("are found however they are typed, once in a shop", async () => {
    const { id } = await set();
    expect((await addCode(id, " sum mer-26 ")).code).toBe("SUMMER-26");
    expect(await refusalOf(addCode(id, "Summer-26"))).toBe("promotions.code_taken");
  });

  test("are generated as many as asked for, all different, with their prefix", async () => {
    const { id } = await set();
    const input = wire.GenerateCodes.parse({ promotionId: id, count: 500, prefix: "vip-" });
    const { codes } = await promotions.generateCodes(shop.staff(), input);
    expect(new Set(codes).size).toBe(500);
    for (const code of codes) expect(code).toMatch(/^VIP-[2-9A-HJKMNP-TV-Z]{12}$/);
    expect((await promotions.getPromotion(shop.staff(), { id })).codes).toBe(500);
    await promotions.setCodeActive(shop.staff(), { promotionId: id, code: codes[0] ?? "", active: false });
    expect(await refusalOf(hold(id, { code: codes[0] ?? "" }))).toBe("promotions.used_up");
  });
});

describe("a promotion", () => {
  test("is changed from the version that was seen", async () => {
    const { id, version } = await set();
    await set({ id, version, name: "Second" });
    expect(await refusalOf(set({ id, version, name: "Third" }))).toBe("promotions.stale");
  });

  test("that was used is switched off, not deleted", async () => {
    const { id, version } = await set({ trigger: "automatic" });
    await hold(id);
    expect(await refusalOf(promotions.removePromotion(shop.staff(), { id, version }))).toBe("promotions.in_use");
    const unused = await set();
    await addCode(unused.id, "GONE");
    await promotions.removePromotion(shop.staff(), { id: unused.id, version: 1 });
    expect(await refusalOf(promotions.getPromotion(shop.staff(), { id: unused.id }))).toBe("not_found");
  });

  test.each([
    ["no percentage", { effect: { kind: "order_percentage", ppm: 0 } }],
    ["more than everything", { effect: { kind: "order_percentage", ppm: 1_000_001 } }],
    [
      "a currency twice",
      {
        effect: {
          kind: "order_amount",
          amounts: [
            { amount: 1, currency: "EUR" },
            { amount: 2, currency: "EUR" },
          ],
        },
      },
    ],
    ["an end before its start", { startsAt: "2026-02-01T00:00:00Z", endsAt: "2026-01-01T00:00:00Z" }],
    ["an effect that nobody knows", { effect: { kind: "free_lunch" } }],
    ["a version without an id", { version: 1 }],
  ])("with %s is refused", (_, more) => {
    const given = { name: "x", trigger: "code", effect: { kind: "free_shipping" }, ...more };
    expect(wire.SetPromotion.safeParse(given).success).toBe(false);
  });

  test("pages through a list of them", async () => {
    const first = await promotions.listPromotions(shop.staff(), { first: 2, after: null });
    const second = await promotions.listPromotions(shop.staff(), { first: 2, after: first.next });
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(4);
    expect(await refusalOf(promotions.listPromotions(shop.staff(), { first: 2, after: "x" }))).toBe(
      "promotions.bad_cursor",
    );
  });
});
