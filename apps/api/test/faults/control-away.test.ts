import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setClockAhead } from "../support/clock-ahead.ts";
import { type Answer, bearer, ok, send } from "../support/http.ts";
import { logIn, merchantOf, until } from "../support/merchant.ts";
import { openTestPlatform, type TestPlatform } from "../support/platform.ts";
import { hire } from "../support/people.ts";
import { openSellableShop, type SellableShop, sell } from "../support/sellable.ts";

type Region = "eu" | "us";
type Merchant = SellableShop["merchant"];

let platform: TestPlatform;
let shops: Readonly<Record<Region, SellableShop>>;
let dismissed: Merchant;

beforeAll(async () => {
  platform = await openTestPlatform({ worker: true });
  shops = { eu: await openSellableShop(platform, 1000), us: await openSellableShop(platform, 1000, "us") };
  dismissed = await hire(platform, shops.eu.merchant, "support");
});
afterAll(async () => {
  setClockAhead(0);
  await platform.close();
});

interface Order {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly lines: readonly { readonly id: string; readonly quantity: number }[];
}

async function newestOrder({ merchant }: SellableShop): Promise<Order> {
  const { items } = ok<{ items: { id: string }[] }>(await merchant.admin("orders.list", "read", { first: 1 }));
  return ok<Order>(await merchant.admin("orders.get", "read", { id: items[0]?.id }));
}

const statusOf = async (answer: Promise<Answer>): Promise<string> => {
  const { status, code } = await answer;
  return `${status} ${code ?? ""}`.trim();
};
const look = (merchant: Merchant): Promise<string> => statusOf(merchant.admin("orders.list", "read", { first: 1 }));

/** What a day in a shop is made of: somebody buys, staff send it, take a part of the money back, change the shop. */
async function workingHour(region: Region, name: string): Promise<void> {
  const shop = shops[region];
  const admin: Merchant["admin"] = (...call) => shop.merchant.admin(...call);
  expect(await sell(platform, shop, `${name}-${region}`)).toBe(true);
  const order = await newestOrder(shop);
  const lines = order.lines.map(({ id, quantity }) => ({ orderLineId: id, quantity }));
  ok(await admin("fulfilment.fulfil", "flow", { orderId: order.id, lines, notify: true }));
  const { version } = ok<Order>(await admin("orders.get", "read", { id: order.id }));
  ok(
    await admin(
      "orders.refund",
      "flow",
      { orderId: order.id, version, lines, reason: "dented" },
      { "idempotency-key": `refund-${name}` },
    ),
  );
  const variants = [{ sku: `${name}-${region}`, optionValues: {} }];
  const made = ok<{ id: string }>(await admin("catalog.createProduct", "write", { title: "New", variants }));
  ok(await admin("catalog.publishProduct", "write", { ids: [made.id] }));
  const content = `handle,title,sku,price.EUR\n${name}-import,Imported,IMPORT-${name},5.00`;
  const { id } = ok<{ id: string }>(await admin("catalog.startImport", "write", { fileName: "more.csv", content }));
  await until("the import", async () => {
    const { state } = ok<{ state: string }>(await admin("catalog.getImport", "read", { id }));
    return state === "done" ? true : undefined;
  });
  await until("the mail of the order", () =>
    platform.mails.list({ to: `${name}-${region}@example.com` }).length > 0 ? true : undefined,
  );
}

describe("a day without the control plane", { timeout: 240_000 }, () => {
  it("shops sell, and staff fulfil, refund, import and change, in both regions, hour after hour", async () => {
    const tenantId = shops.eu.merchant.tenantId;
    const { members } = ok<{ members: { userId: string; email: string }[] }>(
      await shops.eu.merchant.control("staff.listMembers", "read", { tenantId }),
    );
    const userId = members.find(({ email }) => email === dismissed.email)?.userId;
    expect(await look(dismissed)).toBe("200");
    ok(await shops.eu.merchant.control("staff.removeMember", "write", { tenantId, userId }));
    await until("the region to hear of it", async () =>
      (await look(dismissed)) === "401 auth.invalid_credential" ? true : undefined,
    );
    await platform.stopControl();
    await expect(fetch(`${platform.controlUrl}/readyz`)).rejects.toThrow("fetch failed");

    for (const hours of [0, 0.5, 9, 23.5]) {
      setClockAhead(hours);
      await Promise.all([workingHour("eu", `hour-${hours}`), workingHour("us", `hour-${hours}`)]);
      expect(await look(dismissed)).toBe("401 auth.invalid_credential");
    }
    const renamed = { version: 1, name: "Renamed Meanwhile" };
    ok(await shops.eu.merchant.admin("tenants.updateShop", "flow", renamed));
    const astray = await send(`${platform.regions.us.url}/v1/shop`, { headers: bearer(shops.eu.publishableKey) });
    expect([astray.status, astray.code]).toEqual([421, "region.wrong"]);
  });

  it("after a day staff have to be recognised again; shops sell on", async () => {
    setClockAhead(24.5);
    for (const region of ["eu", "us"] as const) {
      expect(await look(shops[region].merchant)).toBe("401 auth.invalid_credential");
      expect(await sell(platform, shops[region], `second-day-${region}`)).toBe(true);
    }
  });

  it("when it is back it hears what happened, and who logs in works on", async () => {
    await platform.startControl();
    const back = await logIn(platform, shops.eu.merchant.email);
    const again = await merchantOf(platform, back, shops.eu.merchant.tenantId, "eu");
    expect(await look(again)).toBe("200");
    await until("the new name", async () => {
      const { memberships } = ok<{ memberships: { name: string }[] }>(await back.control("staff.me", "read", {}));
      return memberships[0]?.name === "Renamed Meanwhile" ? true : undefined;
    });
    expect(await sell(platform, shops.eu, "back")).toBe(true);
  });

  it("a token that was due to be renewed ends when somebody else is seen with a newer one", async () => {
    const anew = async (): Promise<Merchant> => {
      const { merchant } = shops.us;
      return merchantOf(platform, await logIn(platform, merchant.email), merchant.tenantId, "us");
    };
    const first = await anew();
    expect(await look(first)).toBe("200");
    setClockAhead(24.75);
    expect(await look(first)).toBe("200");
    expect(await look(await anew())).toBe("200");
    expect(await look(first)).toBe("401 auth.invalid_credential");
  });
});
