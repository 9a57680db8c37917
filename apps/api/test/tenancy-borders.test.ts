import { request } from "node:http";
import { newId } from "@meridian/core/platform/new-id";
import type { EventConsumer } from "@meridian/core/platform/jobs";
import { unpublishedEvents } from "@meridian/core/platform/sweeps";
import { hibernate, tenantById } from "@meridian/core/tenants";
import { TenantRef } from "@meridian/core/tenants/schemas";
import { afterAll, beforeAll, expect, it } from "vitest";
import { serviceContext } from "../src/platform/region.ts";
import { jobs } from "../src/platform/work.ts";
import { feedJobs, runJob } from "../src/worker/feed-jobs.ts";
import { packShops, unpackShops } from "../src/worker/life-of-shops.ts";
import { workContext } from "../src/worker/platform-work.ts";
import type { Ticket } from "../src/worker/queues.ts";
import { consumeTicket } from "../src/worker/relay-outbox.ts";
import { bearer, ok, send } from "./support/http.ts";
import { until } from "./support/merchant.ts";
import { openTestPlatform, type TestPlatform } from "./support/platform.ts";
import { openSellableShop, pageOrigin, type SellableShop, shopper } from "./support/sellable.ts";

// Two shops of one region, and every way by which something of the one could be taken for the other's.

let platform: TestPlatform;
let mine: SellableShop;
let theirs: SellableShop;
beforeAll(async () => {
  platform = await openTestPlatform({ worker: false });
  [mine, theirs] = [await openSellableShop(platform, 10), await openSellableShop(platform, 10)];
}, 120_000);
afterAll(() => platform.close());

const region = () => platform.regions.eu;
const owner = () => region().database.owner;
async function contextOf({ merchant }: SellableShop) {
  const tenant = await tenantById(region().runtime.regionDb, merchant.tenantId);
  if (tenant === undefined) throw new Error("the shop is there");
  return serviceContext(region().runtime, tenant, "test");
}
const get = (shop: SellableShop, path: string, more: Readonly<Record<string, string>> = {}) =>
  send(`${shop.merchant.regionUrl}/v1${path}`, {
    headers: { ...bearer(shop.publishableKey), origin: pageOrigin, ...more },
  });
const create = (shop: SellableShop, title: string, key?: string) =>
  shop.merchant.admin(
    "catalog.createProduct",
    "write",
    { title, variants: [{ sku: title.toUpperCase(), optionValues: {} }] },
    key === undefined ? {} : { "idempotency-key": key },
  );

it("a ticket with another shop's job does nothing, to either of them", async () => {
  const file = { fileName: "lamps.csv", content: "handle,title\nstolen,Stolen" };
  const { id } = ok<{ id: string }>(await theirs.merchant.admin("catalog.startImport", "write", file));
  const tickets: Ticket[] = [];
  await feedJobs(region().runtime, {
    add: async (more) => void tickets.push(...more),
    work: () => undefined,
    close: async () => undefined,
  });
  const ticket = tickets.find((one) => one.id === id);
  expect(ticket?.tenantId).toBe(theirs.merchant.tenantId);
  const stateOf = async (): Promise<string> =>
    ok<{ state: string }>(await theirs.merchant.admin("catalog.getImport", "read", { id })).state;
  const before = await stateOf();
  const forged = { id, part: ticket?.part ?? "", tenantId: mine.merchant.tenantId };
  await runJob(region().runtime, jobs, forged);
  await runJob(region().runtime, jobs, { ...forged, tenantId: newId("ten") });
  expect(await stateOf()).toBe(before);
  for (const shop of [mine, theirs]) {
    const { items } = ok<{ items: { title: string }[] }>(
      await shop.merchant.admin("catalog.listProducts", "read", { first: 100 }),
    );
    expect(items.map(({ title }) => title)).not.toContain("Stolen");
  }
  if (ticket === undefined) throw new Error("the job was not admitted");
  await runJob(region().runtime, jobs, ticket);
  expect(await stateOf()).toBe("done");
});

it("a ticket with another shop's event reaches no consumer", async () => {
  ok(await create(theirs, "Eventful"));
  const [event] = await unpublishedEvents((await contextOf(theirs)).db, 1);
  if (event === undefined) throw new Error("nothing has happened in the shop");
  const heard: string[] = [];
  const consumers: EventConsumer[] = [
    { name: "spy", type: event.type, handle: async ({ tenant }) => void heard.push(tenant.id) },
  ];
  for (const tenantId of [mine.merchant.tenantId, newId("ten"), theirs.merchant.tenantId])
    await consumeTicket(region().runtime, consumers, { tenantId, id: event.id, part: "spy" });
  expect(heard).toEqual([theirs.merchant.tenantId]);
});

it("the same idempotency key in two shops is two keys", async () => {
  const answers = [];
  for (const shop of [mine, theirs, mine]) answers.push(ok<{ id: string }>(await create(shop, "Twice", "one-key")).id);
  expect(answers[2]).toBe(answers[0]);
  expect(answers[1]).not.toBe(answers[0]);
});

it("another shop's validator holds for no page of this one", async () => {
  for (const path of ["/products?market=de&locale=de", "/products/lamp?market=de"]) {
    const [here, there] = [await get(mine, path), await get(theirs, path)];
    expect([here.status, there.status]).toEqual([200, 200]);
    expect(here.headers.get("etag")).not.toBe(there.headers.get("etag"));
    const again = await get(mine, path, { "if-none-match": there.headers.get("etag") ?? "" });
    expect([again.status, again.text]).toEqual([200, here.text]);
  }
});

it("another shop's cursor leads nowhere but in the own list", async () => {
  for (const shop of [mine, theirs]) for (const title of ["Alpha", "Omega"]) ok(await create(shop, title));
  const list = async (shop: SellableShop, after: string | null) =>
    ok<{ items: { id: string }[]; next: string | null }>(
      await shop.merchant.admin("catalog.listProducts", "read", { first: 2, after }),
    );
  const own = new Set<string>();
  for (let page = await list(mine, null); ; page = await list(mine, page.next)) {
    for (const { id } of page.items) own.add(id);
    if (page.next === null) break;
  }
  const { next } = await list(theirs, null);
  expect(next).not.toBeNull();
  const { items } = await list(mine, next);
  expect(items.filter(({ id }) => !own.has(id))).toEqual([]);
});

it.each([
  ["x-forwarded-host", () => "shop.of.theirs.example"],
  ["forwarded", () => "host=shop.of.theirs.example"],
  ["x-original-url", () => `/v1/shop?tenant=${theirs.merchant.tenantId}`],
  ["x-tenant-id", () => theirs.merchant.tenantId],
  ["x-meridian-schema", () => "t_theirs"],
  ["cookie", () => `tenant=${theirs.merchant.tenantId}`],
])("a header %s chooses no shop", async (name, value) => {
  await ownHost("shop.of.theirs.example");
  const path = "/products?market=de&locale=de";
  const [plain, forged] = [await get(mine, path), await get(mine, path, { [name]: value() })];
  expect([forged.status, forged.text]).toEqual([200, plain.text]);
});

/** A proved domain of theirs, as the region keeps it. */
const ownHost = (host: string) =>
  owner().query(
    `insert into region.domains (id, tenant_id, host, slot, token, state, owned, pending_since, created_at)
     values ($1, $2, $3, 1, 'x', 'active', true, now(), now()) on conflict do nothing`,
    [newId("dom"), theirs.merchant.tenantId, host],
  );

function visit(host: string, path: string, headers: Record<string, string> = {}): Promise<number> {
  const { hostname, port } = new URL(region().url);
  return new Promise((resolve, reject) => {
    const call = request({ host: hostname, port, path, headers: { ...headers, host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    call.on("error", reject);
    call.end();
  });
}

it("a shop's own domain shows its buyers their page while it is suspended, closed or at rest, and nothing of another shop", async () => {
  const host = "shop.of.theirs.example";
  await ownHost(host);
  const placed = async (shop: SellableShop): Promise<string> => {
    const buyer = shopper(shop);
    const answer = await buyer.place(await buyer.readyCart("erika@example.com"), "for-the-page");
    return `/orders/${ok<{ checkoutId: string }>(answer).checkoutId}`;
  };
  const [page, ofMine] = [await placed(theirs), await placed(mine)];
  const seen = async (status: number): Promise<void> => {
    await until(`the page: ${status}`, async () => ((await visit(host, page)) === status ? true : undefined));
    expect(await visit(host, ofMine)).not.toBe(200);
    // The API answers under no shop's name, whatever the credential.
    expect(await visit(host, "/v1/shop", bearer(mine.publishableKey))).toBe(404);
  };
  await seen(200);
  const status = (to: string) =>
    owner().query("update region.tenants set status = $2 where id = $1", [theirs.merchant.tenantId, to]);
  await status("suspended");
  await until("the region to know", async () =>
    (await get(theirs, "/shop?market=de")).code === "tenant.suspended" ? true : undefined,
  );
  await seen(200);
  await status("closed");
  await seen(200);
  await status("active");
  await owner().query("delete from region.due where tenant_id = $1", [theirs.merchant.tenantId]);
  const asked = { ...TenantRef.parse(theirs.merchant), plan: "unlimited", idleSince: null };
  const ctx = workContext(region().runtime, "test");
  expect(await hibernate(ctx, asked)).toEqual({ accepted: true });
  await until("the shop to rest", async () => {
    await packShops(region().runtime, owner());
    const { rows } = await owner().query<{ state: string }>("select state from region.hibernations");
    return rows[0]?.state === "asleep" ? true : undefined;
  });
  await until("the region to know", async () => ((await visit(host, page)) === 503 ? true : undefined), 20_000);
  // That 503 may only say that the schema is gone: whoever comes next asks for the shop.
  await until("the shop to be back", async () => {
    await unpackShops(region().runtime, owner());
    return (await visit(host, page)) === 200 ? true : undefined;
  });
  await seen(200);
}, 60_000);
