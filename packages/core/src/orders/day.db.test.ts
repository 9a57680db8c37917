import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../platform/new-id.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import { attention, listOrders, salesOfTheDay } from "./index.ts";
import { ListOrders } from "./schemas.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const marketId = newId("mkt");

interface Made {
  readonly number: string;
  readonly cancelled?: boolean;
  readonly sent?: "unfulfilled" | "partly" | "fulfilled";
  readonly paid?: "paid" | "refunded";
}

/** An order of 10.00 EUR, placed now. */
async function order({ number, cancelled = false, sent = "unfulfilled", paid = "paid" }: Made): Promise<void> {
  const customer = newId("cus");
  const now = shop.staff().now();
  const { owner } = shop.database;
  await owner.query(
    `insert into "${shop.tenant.schema}".customers (id, email, name, locale, created_at, updated_at)
     values ($1, $2, 'Nora', 'de', $3, $3)`,
    [customer, `${number}@example.com`, now],
  );
  await owner.query(
    `insert into "${shop.tenant.schema}".orders (id, number, token, cart_id, checkout_id, stock_owner, customer_id,
       market_id, market_name, locale, currency, email, name, country, address, item_count, items_amount,
       shipping_amount, net_amount, tax_amount, total_amount, tax_included, shipping_name, shipping_gross,
       shipping_taxes, payment_state, fulfilment_state, cancelled_at, quote, placed_at, updated_at)
     values ($1, $2, $2, $2, $2, $2, $3, $4, 'DE', 'de', 'EUR', 'n@example.com', 'Nora', 'DE', '{}', 1, 1000, 0, 1000, 0,
       1000, true, 'Paket', 0, '[]', $5, $6, $7, '{}', $8, $8)`,
    [newId("ord"), number, customer, marketId, paid, sent, cancelled ? now : null, now],
  );
}

async function failedPayment(amount: number, at: Date): Promise<string> {
  const id = newId("pay");
  await shop.database.owner.query(
    `insert into "${shop.tenant.schema}".payments (id, checkout_id, provider, state, amount, currency, decline_code,
       created_at, updated_at) values ($1, $2, 'none', 'failed', $3, 'EUR', 'insufficient_funds', $4, $4)`,
    [id, newId("chk"), amount, at],
  );
  return id;
}

test("the day's sales leave out what was cancelled; what waits to be sent is counted and listed alike", async () => {
  await order({ number: "1" });
  await order({ number: "2", sent: "partly" });
  await order({ number: "3", sent: "fulfilled" });
  await order({ number: "4", cancelled: true });
  await order({ number: "5", paid: "refunded" });
  const { today, yesterday } = await salesOfTheDay(shop.staff(), {});
  expect(today).toMatchObject([{ orders: 4, items: 4, total: { amount: 4_000, currency: "EUR" } }]);
  expect(yesterday).toEqual([]);
  const { openOrders } = await attention(shop.staff(), {});
  const { items } = await listOrders(shop.staff(), ListOrders.parse({ fulfilmentState: "open" }));
  expect(items.map(({ number }) => number).toSorted()).toEqual(["1", "2"]);
  expect(openOrders).toBe(items.length);
});

test("payments that failed are told one by one, newest first, for thirty days", async () => {
  const now = shop.staff().now().getTime();
  const day = 24 * 3_600_000;
  const older = await failedPayment(1_000, new Date(now - 5 * day));
  const newer = await failedPayment(2_000, new Date(now - day));
  await failedPayment(3_000, new Date(now - 31 * day));
  const { failedPayments } = await attention(shop.staff(), {});
  expect(failedPayments.map(({ id, amount }) => [id, amount.amount])).toEqual([
    [newer, 2_000],
    [older, 1_000],
  ]);
  expect(failedPayments[0]).toMatchObject({ declineCode: "insufficient_funds", method: null, providerRef: null });
});
