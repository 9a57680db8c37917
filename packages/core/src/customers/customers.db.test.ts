import { afterAll, beforeAll, expect, test } from "vitest";
import { transaction } from "../platform/db.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import { findOrCreateCustomer, getCustomer, listCustomers } from "./index.ts";
import { ListCustomers } from "./schemas.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const buy = (email: string, name: string) =>
  transaction(shop.service().db, (tx) => findOrCreateCustomer(tx, { email, name, locale: "de" }, shop.clock.now()));

test("an address is one customer, however it is written and however many buy at once", async () => {
  const ids = await Promise.all(
    ["Ada@Example.com", "ada@example.com", "ADA@EXAMPLE.COM"].map((email) => buy(email, "Ada")),
  );
  expect(new Set(ids).size).toBe(1);
  const found = await getCustomer(shop.staff("viewer"), { id: ids[0] ?? "cus_" });
  expect(found).toMatchObject({ email: "ada@example.com", name: "Ada", ordersCount: 3, locale: "de" });
});

test("the list pages by key and searches by address and name", async () => {
  for (const n of [1, 2, 3]) await buy(`list-${n}@example.com`, `Person ${n}`);
  const list = (more: object) => listCustomers(shop.staff(), ListCustomers.parse(more));
  const first = await list({ text: "list-", first: 2 });
  expect(first.items.map((customer) => customer.name)).toEqual(["Person 3", "Person 2"]);
  const rest = await list({ text: "list-", first: 2, after: first.next });
  expect([rest.items.map((customer) => customer.name), rest.next]).toEqual([["Person 1"], null]);
  expect((await list({ text: "rson 2" })).items).toHaveLength(1);
  expect((await list({ text: "100%" })).items).toHaveLength(0);
  await expect(list({ after: "nonsense" })).rejects.toMatchObject({ code: "customers.bad_cursor" });
});
