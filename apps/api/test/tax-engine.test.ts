import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { explainCart, setQuantity } from "@meridian/core/carts";
import { type Cart, GetCart, SetQuantity } from "@meridian/core/carts/schemas";
import { explainOrder, getOrder, listOrders, type OrderExplanation } from "@meridian/core/orders";
import { ListOrders } from "@meridian/core/orders/schemas";
import type { Settings } from "@meridian/core/platform/settings";
import { getTaxPolicy, setTaxPolicy, TaxFacts } from "@meridian/core/tax";
import { TaxPolicy } from "@meridian/core/tax/schemas";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openPayingShop, type PayingShop } from "./support/paying-shop.ts";

/**
 * A tax engine of our own that keeps the contract, with tables that differ from the shop's: in New York the state's
 * and the city's tax on goods, none on shipping. `misbehave` answers in another way.
 */
interface Reference {
  readonly url: string;
  readonly asked: TaxFacts[];
  misbehave: ((response: ServerResponse, facts: TaxFacts) => void) | null;
  close(): Promise<void>;
}

function taxesOf(facts: TaxFacts): object {
  const tax = (name: string, jurisdiction: string, ratePpm: number) => ({ name, jurisdiction, ratePpm });
  const goods = [tax("State tax", "US-NY", 40_000), tax("City tax", "US-NY/New York City", 45_000)];
  const lines = facts.lines.map(({ id }) =>
    id === "shipping" ? { id, reason: "exempt", taxes: [] } : { id, reason: "standard", taxes: goods },
  );
  return { version: 1, engine: "Reference 1", lines };
}

async function startReference(): Promise<Reference> {
  const asked: TaxFacts[] = [];
  const server: Server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      const facts = TaxFacts.strict().parse(JSON.parse(body));
      asked.push(facts);
      if (reference.misbehave !== null) reference.misbehave(response, facts);
      else response.end(JSON.stringify(taxesOf(facts)));
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const reference: Reference = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    misbehave: null,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
  return reference;
}

let paying: PayingShop;
let reference: Reference;
beforeAll(async () => {
  reference = await startReference();
  paying = await openPayingShop({ country: "US", currency: "USD", taxDisplay: "exclusive", goods: [[1999, 500]] });
  const settings = paying.shop.service().settings as { taxEngine?: Settings["taxEngine"] };
  settings.taxEngine = { url: reference.url, secret: "a secret of sixteen" };
  await choose({ externalEngine: true });
});
afterAll(async () => {
  await paying.close();
  await reference.close();
});
beforeEach(() => {
  reference.misbehave = null;
  reference.asked.length = 0;
});

async function choose(change: object): Promise<void> {
  const { version } = await getTaxPolicy(paying.shop.staff(), {});
  const seller = { establishment: { country: "US", region: "NY" } };
  await setTaxPolicy(paying.shop.staff(), TaxPolicy.parse({ ...seller, ...change, version }));
}

const sourceOf = async (cart: Pick<Cart, "id">) =>
  (await explainCart(paying.shop.shopper(), GetCart.parse({ cartId: cart.id }))).trace.taxSource;

/** Pays the cart, and answers its order as the console explains it. */
async function bought(cart: Cart): Promise<OrderExplanation> {
  const placed = await paying.place(cart);
  await paying.pay(placed);
  expect((await paying.confirm(placed)).state).toBe("completed");
  const { items } = await listOrders(paying.shop.staff(), ListOrders.parse({ first: 1 }));
  const order = await getOrder(paying.shop.staff(), { id: items[0]?.id ?? "ord_" });
  const explained = await explainOrder(paying.shop.staff(), { id: order.id });
  expect(order.totals.total).toEqual(cart.totals.total);
  expect(order.taxLines.reduce((sum, { tax }) => sum + tax.amount, 0)).toBe(order.totals.tax.amount);
  return explained;
}

describe("an external tax engine", () => {
  it("says which taxes a cart and its order bear; the sums are ours and stay recomputable", async () => {
    const cart = await paying.readyCart([[0, 3]]);
    // 3 × 19.99 = 59.97: 4 % is 2.40, 4.5 % is 2.70.
    expect(cart.totals.tax?.amount).toBe(240 + 270);
    expect(cart.taxLines.map(({ name, ratePpm, tax }) => [name, ratePpm, tax.amount])).toEqual([
      ["City tax", 45_000, 270],
      ["State tax", 40_000, 240],
      ["", 0, 0],
    ]);
    expect(await sourceOf(cart)).toMatchObject({ kind: "engine", engine: "Reference 1" });
    const calls = reference.asked.length;
    const order = await bought(cart);
    expect(reference.asked.length).toBe(calls);
    expect(order.taxSource).toMatchObject({ kind: "engine", engine: "Reference 1" });
    await reference.close();
    await choose({ externalEngine: false });
    const later = await explainOrder(paying.shop.staff(), { id: order.id });
    expect([later.agrees, later.differences]).toEqual([true, []]);
    expect(later.recalculated.tax.amount).toBe(510);
    await choose({ externalEngine: true });
    reference = await startReference();
    (paying.shop.service().settings as { taxEngine?: Settings["taxEngine"] }).taxEngine = {
      url: reference.url,
      secret: null,
    };
  });

  it("is told where it goes and nothing else of the buyer", async () => {
    const cart = await paying.readyCart([[0, 2]]);
    const told = reference.asked.at(-1);
    expect(told).toMatchObject({
      destination: { country: "US", region: "NY", postalCode: "10001" },
      seller: { establishment: { country: "US", region: "NY" } },
      customer: { status: "consumer", taxId: null },
      lines: [
        { id: "1", quantity: 2, unitPrice: 1999, discount: 0 },
        { id: "shipping", unitPrice: 490 },
      ],
    });
    const text = JSON.stringify(reference.asked);
    for (const own of ["Erika", "example.com", "Way 1", "Town", cart.id, ...cart.lines.map(({ id }) => id)]) {
      expect(text).not.toContain(own);
    }
  });

  it("is asked once for the same facts, and again when they change", async () => {
    const cart = await paying.readyCart([[0, 1]]);
    const before = reference.asked.length;
    const line = { cartId: cart.id, lineId: cart.lines[0]?.id };
    await setQuantity(paying.shop.shopper(), SetQuantity.parse({ ...line, quantity: 1 }));
    expect(reference.asked.length - before).toBe(0);
    const more = await setQuantity(paying.shop.shopper(), SetQuantity.parse({ ...line, quantity: 4 }));
    expect(reference.asked.length - before).toBe(1);
    // 79.96: 3.20 and 3.60.
    expect(more.totals.tax?.amount).toBe(680);
  });

  const wrong: readonly (readonly [string, NonNullable<Reference["misbehave"]>, string])[] = [
    ["answers with no JSON", (response) => response.end("<html>"), "malformed"],
    ["answers in another shape", (response) => response.end('{"tax":1}'), "malformed"],
    [
      "leaves a line out",
      (response, facts) => response.end(JSON.stringify(taxesOf({ ...facts, lines: facts.lines.slice(1) }))),
      "malformed",
    ],
    ["is slow", () => undefined, "timeout"],
    ["refuses", (response) => response.writeHead(422).end(), "refused"],
  ];
  it.each(wrong)("that %s: the shop's tables stand in, marked on the order", async (_what, misbehave, reason) => {
    await paying.readyCart([[0, 1]]);
    reference.misbehave = misbehave;
    const started = performance.now();
    const cart = await paying.change(await paying.readyCart([[0, 1]]), 0, 2);
    expect(performance.now() - started).toBeLessThan(15_000);
    const source = await sourceOf(cart);
    expect(source).toMatchObject({ kind: "fallback", reason });
    const order = await bought(cart);
    expect(order.taxSource).toMatchObject({ kind: "fallback", reason });
    expect([order.agrees, order.taxLines.map(({ name }) => name)]).toEqual([
      true,
      cart.taxLines.map(({ name }) => name),
    ]);
    expect(order.taxLines.map(({ name }) => name)).not.toContain("City tax");
    reference.misbehave = null;
    paying.shop.clock.advance(120);
    await paying.readyCart([[0, 1]]);
  });

  it("is left alone after failures in a row, and asked again after the rest", async () => {
    reference.misbehave = (response) => response.writeHead(500).end();
    const carts: Cart[] = [];
    for (let i = 0; i < 4; i += 1) carts.push(await paying.readyCart([[0, i + 5]]));
    expect(reference.asked.length).toBe(5);
    expect(await sourceOf(carts[3] ?? { id: "crt_" })).toMatchObject({ kind: "fallback", reason: "resting" });
    reference.misbehave = null;
    paying.shop.clock.advance(60);
    expect(await sourceOf(await paying.readyCart([[0, 9]]))).toMatchObject({ kind: "engine" });
  });

  it("that comes back between cart and payment is heard, and the shopper asked about the new total", async () => {
    reference.misbehave = (response) => response.end("{}");
    const cart = await paying.readyCart([[0, 2]]);
    reference.misbehave = null;
    paying.shop.clock.advance(60);
    await expect(paying.place(cart)).rejects.toMatchObject({ code: "checkout.total_changed" });
    const { cart: now } = await explainCart(paying.shop.shopper(), GetCart.parse({ cartId: cart.id }));
    expect((await bought(now)).taxSource).toMatchObject({ kind: "engine" });
  });

  it("is never asked for a shop that did not switch it on", async () => {
    await choose({ externalEngine: false });
    const cart = await paying.readyCart([[0, 1]]);
    expect(await sourceOf(cart)).toEqual({ kind: "builtin" });
    expect((await bought(cart)).taxSource).toEqual({ kind: "builtin" });
    expect(reference.asked).toEqual([]);
    await choose({ externalEngine: true });
  });
});
