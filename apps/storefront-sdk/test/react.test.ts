import { createElement as e } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { createClient } from "../src/client.ts";
import {
  StorefrontProvider,
  useAccount,
  useCart,
  useCategories,
  useConsent,
  useMoney,
  useOrder,
  useOrders,
  useProduct,
  useProducts,
  useShop,
} from "../src/react/index.ts";
import type { Order, Product } from "../src/types.ts";
import { fakeFetch, memoryStorage } from "./fake-api.ts";

function shop() {
  const network = fakeFetch(() => ({ body: {} }));
  const options = { endpoint: "https://eu.test", publicKey: "pk_eu_1", locale: "de", storage: memoryStorage() };
  return { client: createClient({ ...options, fetch: network.fetch }), sent: network.sent };
}

test("a server renders what it was given, and asks for nothing", () => {
  const { client, sent } = shop();
  function Page() {
    const { cart, add } = useCart();
    const { account } = useAccount();
    const { policy, allowed } = useConsent();
    const products = useProducts({ q: "lampe" });
    const front = useShop();
    const money = useMoney();
    const categories = useCategories({ items: [] });
    const order = useOrder("ost_1", { number: "1001" } as Order);
    const orders = useOrders();
    const known = useProduct("lampe", { initialData: { title: "Lampe" } as Product });
    return e(
      "p",
      null,
      [
        known.data?.title,
        known.loading,
        categories.data?.items.length,
        order.data?.number,
        orders.data,
        products.data,
        products.loading,
        front.loading,
        cart,
        typeof add,
        account,
        policy,
        allowed("analytics"),
        money({ amount: 1999, currency: "EUR" }),
      ]
        .map(String)
        .join("|"),
    );
  }
  const html = renderToString(e(StorefrontProvider, { client }, e(Page)));
  expect(html).toBe(
    "<p>Lampe|false|0|1001|undefined|undefined|true|true|undefined|function|undefined|null|false|19,99\u00a0€</p>",
  );
  expect(sent).toEqual([]);
});

test("two visitors of one server share nothing", () => {
  const name = (title: string) => {
    function Page() {
      return e("p", null, useProduct("lampe", { initialData: { title } as Product }).data?.title);
    }
    return renderToString(e(StorefrontProvider, { client: shop().client }, e(Page)));
  };
  expect([name("One"), name("Two")]).toEqual(["<p>One</p>", "<p>Two</p>"]);
});

test("without a provider the hooks say what is missing", () => {
  const Page = () => e("p", null, useCart().cart?.id);
  expect(() => renderToString(e(Page))).toThrow("<StorefrontProvider client={…}>");
});
