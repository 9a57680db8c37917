import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findOrCreateCustomer } from "../customers/index.ts";
import { isDomainError } from "../kernel/errors.ts";
import type { Id } from "../kernel/ids.ts";
import { transaction } from "../platform/db.ts";
import { newId, newSecretId } from "../platform/new-id.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import * as credit from "./index.ts";
import * as wire from "./schemas.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const issue = (amount: number, more: object = {}) =>
  credit.issueGiftCard(shop.staff(), wire.IssueGiftCard.parse({ value: { amount, currency: "EUR" }, ...more }));
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => (isDomainError(error) ? error.code : String(error)),
  );
const balance = async (id: Id<"crd">) => (await credit.getCreditAccount(shop.staff(), { id })).balance.amount;
const ledger = async (accountId: Id<"crd">) =>
  (await credit.listCreditEntries(shop.staff(), wire.ListCreditEntries.parse({ accountId }))).items
    .toReversed()
    .map(({ kind, amount, balance: left }) => [kind, amount.amount, left.amount]);

const pay = (
  accountId: Id<"crd">,
  amount: number,
  holder = { cartId: newSecretId("crt"), checkoutId: newSecretId("chk") },
) => {
  const paying = [{ accountId, applied: { amount, currency: "EUR" as const } }];
  const { db, ...ctx } = shop.shopper();
  return {
    hold: () => transaction(db, (tx) => credit.holdCredit({ ...ctx, db: tx }, holder, paying)),
    release: () => transaction(db, (tx) => credit.releaseCredit({ ...ctx, db: tx }, holder, paying)),
    holder,
  };
};

describe("a gift card", () => {
  test("shows its code once; what is kept finds the card and tells nobody the code", async () => {
    const { account, code } = await issue(5_000);
    expect(code).toMatch(/^[2-9A-Z]{4}(-[2-9A-Z]{4}){3}$/);
    expect(account).toMatchObject({ kind: "gift_card", last4: code.slice(-4), balance: { amount: 5_000 } });
    const typed = wire.giftCardCode.parse(` ${code.toLowerCase()} `);
    expect((await credit.findGiftCard(shop.shopper(), typed))?.id).toBe(account.id);
    const other = { ...shop.tenant, id: newId("ten") };
    expect(await credit.findGiftCard({ ...shop.shopper(), tenant: other }, typed)).toBeUndefined();
    const dump = await shop.database.app.pool.query(
      `select row_to_json(a)::text as row from ${shop.tenant.schema}.credit_accounts a`,
    );
    expect(JSON.stringify(dump.rows)).not.toContain(code.replaceAll("-", ""));
  });

  test("gives the same code to the same request sent again, and keeps it sealed", async () => {
    const input = wire.IssueGiftCard.parse({ value: { amount: 100, currency: "EUR" } });
    const ctx = { ...shop.staff(), idempotencyKey: "issue-once" };
    const first = await credit.issueGiftCard(ctx, input);
    expect(await credit.issueGiftCard(ctx, input)).toEqual(first);
    const dump = await shop.database.app.pool.query(`select answer::text from ${shop.tenant.schema}.idempotency_keys`);
    expect(JSON.stringify(dump.rows)).not.toContain(first.code);
  });

  test("of 200 checkouts at once pays no more than is on it", async () => {
    const { account } = await issue(1_050);
    const attempts = await Promise.allSettled(Array.from({ length: 200 }, () => pay(account.id, 100).hold()));
    const refused = attempts.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
    for (const reason of refused) expect(isDomainError(reason) && reason.code).toBe("credit.spent");
    expect(attempts.length - refused.length).toBe(10);
    expect(await balance(account.id)).toBe(50);
    const entries = await ledger(account.id);
    expect(entries.reduce((sum, [, amount]) => sum + Number(amount), 0)).toBe(50);
  }, 60_000);

  test("is held and released once, however often it is said", async () => {
    const { account } = await issue(1_000);
    const { hold, release } = pay(account.id, 600);
    await hold();
    await hold();
    expect(await balance(account.id)).toBe(400);
    await release();
    await release();
    expect(await ledger(account.id)).toEqual([
      ["issue", 1_000, 1_000],
      ["redeem", -600, 400],
      ["release", 600, 1_000],
    ]);
  });

  test("does not miss in its cart what the cart's own checkout holds", async () => {
    const { account } = await issue(1_000);
    const { hold, holder } = pay(account.id, 600);
    await hold();
    const seen = async (cartId: string) =>
      (await credit.creditOffers(shop.shopper().db, cartId, [account.id], null))[0]?.balance;
    expect(await seen(holder.cartId)).toBe(1_000);
    expect(await seen("crt_other")).toBe(400);
  });

  test("pays nothing once it is switched off or has expired, but takes refunds", async () => {
    const { account } = await issue(1_000);
    const off = { id: account.id, version: account.version, active: false, expiresAt: null, note: "lost" };
    await credit.updateCreditAccount(shop.staff(), off);
    expect(await refusalOf(credit.updateCreditAccount(shop.staff(), off))).toBe("credit.stale");
    expect(await refusalOf(pay(account.id, 1).hold())).toBe("credit.spent");
    const { db, ...ctx } = shop.staff();
    const back = (undo: boolean) =>
      transaction(db, (tx) =>
        credit.returnCredit({ ...ctx, db: tx }, newId("ref"), "EUR", [{ accountId: account.id, amount: 250 }], undo),
      );
    expect(await back(false)).toBe(true);
    expect(await balance(account.id)).toBe(1_250);
    expect(await back(true)).toBe(true);
    const past = (await issue(100, { expiresAt: shop.clock.now().toISOString() })).account;
    expect(await refusalOf(pay(past.id, 1).hold())).toBe("credit.spent");
  });

  test("is corrected with a reason, never below nothing", async () => {
    const { account } = await issue(1_000);
    const adjust = (amount: number) => credit.adjustCredit(shop.staff(), { id: account.id, amount, note: "typo" });
    expect((await adjust(-400)).balance.amount).toBe(600);
    expect(await refusalOf(adjust(-601))).toBe("credit.not_enough");
    expect((await adjust(100)).issued.amount).toBe(700);
  });

  test("is found by the end of its code", async () => {
    const { account, code } = await issue(1);
    const { items } = await credit.listGiftCards(shop.staff(), wire.ListGiftCards.parse({ last4: code.slice(-4) }));
    expect(items.map(({ id }) => id)).toContain(account.id);
  });
});

describe("store credit", () => {
  test("is one account per customer and currency, with a ledger", async () => {
    const buyer = { customerId: null, email: "ada@shop.test", name: "Ada", locale: "en" };
    const customerId = await transaction(shop.staff().db, (tx) => findOrCreateCustomer(tx, buyer, shop.clock.now()));
    const give = (amount: number, currency = "EUR") =>
      credit.giveStoreCredit(
        shop.staff(),
        wire.GiveStoreCredit.parse({ customerId, value: { amount, currency }, note: "sorry" }),
      );
    const [first, second] = [await give(300), await give(200)];
    expect(second).toMatchObject({ id: first.id, kind: "store_credit", balance: { amount: 500 }, customerId });
    await give(900, "JPY");
    const { items } = await credit.listStoreCredit(shop.staff(), { customerId });
    expect(items.map(({ balance: { amount, currency } }) => [currency, amount])).toEqual([
      ["EUR", 500],
      ["JPY", 900],
    ]);
    const nobody = { customerId: newId("cus"), value: { amount: 1, currency: "EUR" as const }, note: "x" };
    expect(await refusalOf(credit.giveStoreCredit(shop.staff(), nobody))).toBe("not_found");
  });
});

test("the ledger cannot be rewritten", async () => {
  const { schema } = shop.tenant;
  for (const text of [`update ${schema}.credit_entries set amount = 1`, `delete from ${schema}.credit_entries`]) {
    await expect(shop.database.app.pool.query(text)).rejects.toThrow(/permission denied/);
  }
});
