import { getCart } from "@meridian/core/carts";
import { GetCart } from "@meridian/core/carts/schemas";
import { isDomainError } from "@meridian/core/kernel/errors";
import { exportTaxReport, getOrder, listOrders, refundOrder, taxReport } from "@meridian/core/orders";
import { ListOrders, RefundOrder } from "@meridian/core/orders/schemas";
import { addCountryPreset, getTaxPolicy, getUnionThreshold, setTaxPolicy, TaxReportPeriod } from "@meridian/core/tax";
import { TaxPolicy } from "@meridian/core/tax/schemas";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPayingShop, type PayingShop } from "./support/paying-shop.ts";

let paying: PayingShop;
beforeAll(async () => {
  paying = await openPayingShop({ goods: [[1999, 50]] });
});
afterAll(() => paying.close());

it("adds up what orders bore and what was given back of it", async () => {
  const placed = await paying.place(await paying.readyCart([[0, 3]]));
  await paying.pay(placed, { card: "4242424242424242" });
  await paying.confirm(placed);
  const { items } = await listOrders(paying.shop.staff(), ListOrders.parse({ first: 1 }));
  const order = await getOrder(paying.shop.staff(), { id: items[0]?.id ?? "ord_" });
  const { refund } = await refundOrder(
    paying.shop.staff("support"),
    RefundOrder.parse({
      orderId: order.id,
      version: order.version,
      reason: "Goodwill",
      lines: [{ orderLineId: order.lines[0]?.id, quantity: 1 }],
      shippingAmount: 100,
    }),
  );
  const day = order.placedAt.slice(0, 10);
  const around = { from: new Date(Date.parse(day) - 86_400_000), until: new Date(Date.parse(day) + 86_400_000) };
  const period = {
    from: around.from.toISOString().slice(0, 10),
    until: around.until.toISOString().slice(0, 10),
    country: null,
  };
  const { rows } = await taxReport(paying.shop.staff(), TaxReportPeriod.parse(period));
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((all, row) => all + of(row), 0);
  expect(sum((row) => row.tax.amount)).toBe(order.totals.tax.amount);
  expect(sum((row) => row.taxable.amount)).toBe(order.total.amount - order.totals.tax.amount);
  expect(sum((row) => row.refundedTax.amount)).toBe(refund.tax.amount);
  expect(sum((row) => row.refundedTaxable.amount)).toBe(refund.amount.amount - refund.tax.amount);
  expect(rows.every((row) => row.country === order.country)).toBe(true);
  const file = await exportTaxReport(paying.shop.staff(), TaxReportPeriod.parse(period));
  expect(file.csv.split("\r\n")).toHaveLength(rows.length + 2);
  const elsewhere = await taxReport(paying.shop.staff(), TaxReportPeriod.parse({ ...period, country: "JP" }));
  expect(elsewhere.rows).toEqual([]);
});

it.each([
  { from: "2026-02-01", until: "2026-01-01" },
  { from: "2020-01-01", until: "2026-01-01" },
  { from: "2026-02-30", until: "2026-03-01" },
])("a period from $from to $until is none", (period) => {
  expect(TaxReportPeriod.safeParse(period).success).toBe(false);
});

describe("the Union's threshold at the checkout of a German shop", () => {
  let german: PayingShop;
  beforeAll(async () => {
    german = await openPayingShop({ country: "FR", goods: [[11_900, 100]], shipping: 0 });
    await addCountryPreset(german.shop.staff(), { country: "DE" });
  });
  afterAll(() => german.close());

  /** Without tax a lamp is 100.00; so much of the 10,000.00 is sold already. */
  const begin = async (soldCents: number, crossBorder: "fixed_gross" | "fixed_net") => {
    const staff = german.shop.staff();
    const { version } = await getTaxPolicy(staff, {});
    const policy = { establishment: { country: "DE" }, belowUnionThreshold: true, whenNotRegistered: "charge" };
    await setTaxPolicy(staff, TaxPolicy.parse({ ...policy, crossBorder, version }));
    await german.shop.database.owner.query(
      `update ${german.shop.tenant.schema}.tax_settings set union_holds = '{}', union_sales = $1`,
      [JSON.stringify({ [german.shop.clock.now().getUTCFullYear()]: soldCents })],
    );
  };
  const readyCarts = async (count: number) => {
    const carts: Awaited<ReturnType<PayingShop["readyCart"]>>[] = [];
    while (carts.length < count) carts.push(await german.readyCart([[0, 1]]));
    return carts;
  };
  /** A shop that is busy asks to be asked again. */
  const place = async (cart: Parameters<PayingShop["place"]>[0]): ReturnType<PayingShop["place"]> =>
    german.place(cart).catch((error: unknown) => {
      if (isDomainError(error) && error.kind === "unavailable") return place(cart);
      throw error;
    });
  const seen = () => getUnionThreshold(german.shop.staff(), {});
  const newestOrder = async () => {
    const { items } = await listOrders(german.shop.staff(), ListOrders.parse({ first: 1 }));
    return getOrder(german.shop.staff(), { id: items[0]?.id ?? "ord_" });
  };
  const buy = async (placed: Awaited<ReturnType<PayingShop["place"]>>) => {
    await german.pay(placed, { card: "4242424242424242" });
    await german.confirm(placed);
    return newestOrder();
  };

  it("takes all who see the same total, those beyond it at the destination's tax", async () => {
    await begin(990_000, "fixed_gross");
    const carts = await readyCarts(4);
    expect(carts.map((cart) => cart.taxLines[0]?.ratePpm)).toEqual([190_000, 190_000, 190_000, 190_000]);
    const placed = await Promise.all(carts.map(place));
    expect(placed.map(({ state }) => state)).toEqual(carts.map(() => "payment_pending"));
    const { rows } = await german.shop.database.owner.query<{ home: boolean; rate: string }>(
      `select (quote -> 'trace' -> 'unionSale' ->> 'atHome')::boolean as home,
         quote -> 'taxLines' -> 0 ->> 'ratePpm' as rate
       from ${german.shop.tenant.schema}.checkouts where state = 'payment_pending' order by home`,
    );
    expect(rows).toEqual([
      { home: false, rate: "200000" },
      { home: false, rate: "200000" },
      { home: false, rate: "200000" },
      { home: true, rate: "190000" },
    ]);
  });

  it("says so to those whose total another's payment has changed, and counts what is paid and goes back", async () => {
    await begin(980_000, "fixed_net");
    const carts = await readyCarts(5);
    const total = (amount: number) => ({ amount, currency: "EUR" });
    expect(new Set(carts.map((cart) => cart.totals.total.amount))).toEqual(new Set([11_900]));
    const tried = await Promise.allSettled(carts.map(place));
    const placed = tried.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    const refused = tried.flatMap((one): unknown[] => (one.status === "rejected" ? [one.reason] : []));
    expect(placed).toHaveLength(2);
    for (const reason of refused) {
      expect(reason).toMatchObject({
        code: "checkout.total_changed",
        kind: "conflict",
        details: { expected: total(11_900), actual: total(12_000) },
      });
    }
    const other = carts.find((_, i) => tried[i]?.status === "rejected");
    const [first] = placed;
    if (first === undefined || other === undefined) throw new Error("some were placed, and some were not");
    const again = await getCart(german.shop.shopper(), GetCart.parse({ cartId: other.id }));
    expect(again.totals.total).toEqual(total(12_000));
    const beyond = await german.place(again);

    const atHome = await buy(first);
    expect([atHome.total.amount, (await seen()).thisYear.amount]).toEqual([11_900, 990_000]);
    const { lines, version } = atHome;
    await refundOrder(
      german.shop.staff("support"),
      RefundOrder.parse({
        orderId: atHome.id,
        version,
        reason: "Broken",
        lines: [{ orderLineId: lines[0]?.id, quantity: 1 }],
      }),
    );
    expect(await seen()).toMatchObject({ thisYear: total(980_000), held: total(10_000) });
    expect(await buy(beyond)).toMatchObject({ total: total(12_000) });
    expect(await seen()).toMatchObject({ thisYear: total(990_000), over: false });
  });

  it("declares what the one-stop shop wants, and corrects the period of a sale that goes back later", async () => {
    const staff = german.shop.staff();
    const { version } = await getTaxPolicy(staff, {});
    const registrations = [{ country: "DE", scheme: "oss" }];
    await setTaxPolicy(staff, TaxPolicy.parse({ establishment: { country: "DE" }, registrations, version }));
    const [cart] = await readyCarts(1);
    if (cart === undefined) throw new Error("a cart");
    const order = await buy(await german.place(cart));
    const [taxable, tax] = [order.total.amount - order.totals.tax.amount, order.totals.tax.amount];
    const euros = (amount: number) => ({ amount, currency: "EUR" });
    const quarter = TaxReportPeriod.parse({ from: "2026-04-01", until: "2026-06-30", part: "oss" });
    const { ossReturn, threshold } = await taxReport(staff, quarter);
    const { thisYear, left, over } = await getUnionThreshold(staff, {});
    expect(threshold).toMatchObject({ year: 2026, thisYear, left, over, threshold: euros(1_000_000) });
    expect(ossReturn).toMatchObject({
      supplies: [{ country: "FR", ratePpm: 200_000, taxable: euros(taxable), tax: euros(tax) }],
      corrections: [],
      toPay: euros(tax),
      missing: [],
    });
    german.shop.clock.advance(30 * 86_400);
    await refundOrder(
      german.shop.staff("support"),
      RefundOrder.parse({ orderId: order.id, version: order.version, reason: "Back", amount: order.total.amount }),
    );
    const next = TaxReportPeriod.parse({ from: "2026-07-01", until: "2026-09-30", part: "oss" });
    expect((await taxReport(staff, next)).ossReturn).toMatchObject({
      supplies: [],
      corrections: [{ country: "FR", period: "2026-Q2", tax: euros(-tax) }],
      toPay: euros(-tax),
    });
    expect(await exportTaxReport(staff, next)).toEqual({
      filename: "oss-2026-07-01-2026-09-30.csv",
      csv: `kind,country,period,rate_percent,taxable_eur,tax_eur\r\ncorrection,FR,2026-Q2,,,-${(tax / 100).toFixed(2)}\r\n`,
    });
    expect((await taxReport(staff, quarter)).ossReturn.toPay).toEqual(euros(tax));
  });

  it("sends the money back that comes after others have taken the place", async () => {
    await begin(990_000, "fixed_net");
    const [late] = await readyCarts(1);
    if (late === undefined) throw new Error("a cart");
    const placed = await german.place(late);
    await german.pay(placed, { card: "4242424242424242" });
    // Its page was open for longer than its part was held.
    await begin(999_000, "fixed_net");
    expect(await german.confirm(placed)).toMatchObject({ state: "refunded", reason: "tax.threshold_crossed" });
    expect((await seen()).thisYear.amount).toBe(999_000);
  });
});
