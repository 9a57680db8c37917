import { controlSweeps } from "@meridian/core/staff/jobs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ok, send } from "./support/http.ts";
import { until } from "./support/merchant.ts";
import { makeOperator, shell, type TestOperator } from "./support/people.ts";
import { openTestPlatform, type TestPlatform } from "./support/platform.ts";
import { openSellableShop, type SellableShop, sessionOf, shopper } from "./support/sellable.ts";

let platform: TestPlatform;
let operator: TestOperator;
let shop: SellableShop;
beforeAll(async () => {
  platform = await openTestPlatform({ worker: true });
  operator = await makeOperator(platform);
  shop = await openSellableShop(platform, 10);
  ok(await operator.control("tenants.setPlan", "write", { tenantId: shop.merchant.tenantId, plan: "trial" }));
});
afterAll(() => platform.close());

interface Row {
  readonly awake: boolean;
  readonly roused: boolean;
  readonly plan: string;
}
const owner = () => platform.regions.eu.database.owner;
async function now(): Promise<Row | undefined> {
  const { rows } = await owner().query<Row>(
    "select awake, roused_at is not null as roused, plan from region.tenants where id = $1",
    [shop.merchant.tenantId],
  );
  return rows[0];
}
/** So many days go by without a visitor; what young announcements are left in them is none. */
async function daysLater(days: number): Promise<void> {
  await until("nothing to do", async () => {
    const { rowCount } = await owner().query(
      "select from region.due where tenant_id = $1 and kind in ('outbox', 'jobs', 'flows') and at <= now()",
      [shop.merchant.tenantId],
    );
    return rowCount === 0 ? true : undefined;
  });
  await owner().query("delete from region.due where tenant_id = $1", [shop.merchant.tenantId]);
  await owner().query(
    `update region.tenants set seen_at = now() - $2 * interval '1 day',
      roused_at = case when roused_at is null then null else now() - $2 * interval '1 day' end where id = $1`,
    [shop.merchant.tenantId, days],
  );
}
/** What the control plane does each minute about shops that nobody visits. */
async function sweep(): Promise<void> {
  const ctx = { ...shell(platform), actor: { kind: "service", name: "test" } as const };
  await controlSweeps.find(({ name }) => name === "tenants.rest_shops")?.run(ctx);
}
const tidy = () =>
  until("the rest before to be tidied up", async () => {
    const { rowCount } = await owner().query(
      "select from region.hibernations where tenant_id = $1 and state = 'woken'",
      [shop.merchant.tenantId],
    );
    return rowCount === 0 ? true : undefined;
  });
const awake = (wanted: boolean) =>
  until(wanted ? "the shop to be awake" : "the shop to rest", async () =>
    (await now())?.awake === wanted ? true : undefined,
  );
const asleep = () =>
  until("the shop to be packed", async () => {
    const { rowCount } = await owner().query(
      "select from region.hibernations where tenant_id = $1 and state = 'asleep'",
      [shop.merchant.tenantId],
    );
    return rowCount === 1 ? true : undefined;
  });
/** Whoever knows no more than the shop's id. */
const stranger = () => send(`${platform.regions.eu.url}/webhooks/stripe/${shop.merchant.tenantId}`, { body: {} });
async function wokenBy(visit: () => Promise<unknown>): Promise<void> {
  await until("the visit to wake the shop", async () => {
    await visit();
    return (await now())?.awake === true ? true : undefined;
  });
  await tidy();
}
const mails = (part: string) =>
  platform.mails.list({ to: shop.merchant.email }).filter(({ subject }) => subject.includes(part));

it("that a stranger woke rests again after a week, and its owner is told once; its people or a sale keep it awake", async () => {
  await until("the region to know the plan", async () => ((await now())?.plan === "trial" ? true : undefined));
  await daysLater(0);
  ok(await operator.control("tenants.hibernate", "write", { tenantId: shop.merchant.tenantId }));
  await asleep();
  await sweep();
  await until("the mail", () => mails("is asleep")[0]);

  await wokenBy(stranger);
  expect(await now()).toMatchObject({ awake: true, roused: true });
  await sweep();
  await daysLater(6);
  await sweep();
  expect(await now()).toMatchObject({ awake: true });
  await daysLater(8);
  await sweep();
  await asleep();
  await sweep();
  expect(mails("will be put to sleep")).toEqual([]);
  expect(mails("is asleep")).toHaveLength(1);

  // A look at the shop's page wakes it too, and is a visit, but nobody of its own people.
  const buyer = shopper(shop);
  await wokenBy(() => buyer.call("GET", "/shop?market=de"));
  expect(await now()).toMatchObject({ awake: true, roused: true });

  // A sale is what the shop is for: it stays for as long as any other.
  const cart = await buyer.readyCart("erika@example.com");
  const placed = ok<{ checkoutId: string; redirectUrl: string }>(await buyer.place(cart, "place-roused"));
  await send(`${platform.regions.eu.stripe.url}/_dev/pay/${sessionOf(placed.redirectUrl)}`, {
    body: { card: "4242424242424242" },
  });
  ok(await buyer.call("POST", `/checkouts/${placed.checkoutId}/confirm`, {}));
  await until("the sale to be noted", async () => ((await now())?.roused === false ? true : undefined));
  await daysLater(8);
  await sweep();
  expect(await now()).toMatchObject({ awake: true });

  // So do its own people, from the moment of their look on, and its next rest is announced as any other.
  ok(await operator.control("tenants.hibernate", "write", { tenantId: shop.merchant.tenantId }));
  await asleep();
  await wokenBy(stranger);
  expect(await now()).toMatchObject({ roused: true });
  ok(await shop.merchant.admin("tenants.getShop", "read", {}));
  expect(await now()).toMatchObject({ awake: true, roused: false });
  await daysLater(8);
  await sweep();
  expect(await now()).toMatchObject({ awake: true });
  await daysLater(84);
  await sweep();
  await until("the announcement", () => mails("will be put to sleep")[0]);
  await awake(true);
});
