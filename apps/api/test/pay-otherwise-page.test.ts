import { readFileSync } from "node:fs";
import { addDomain, checkDomain } from "@meridian/core/domains";
import { tenantById } from "@meridian/core/tenants";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type NameServer, startNameServer } from "../dev/dns/server.ts";
import { serviceContext } from "../src/platform/region.ts";
import { work } from "./access/village.ts";
import { send } from "./support/http.ts";
import { openTestPlatform, type TestPlatform } from "./support/platform.ts";
import { awaitedCheckout } from "./support/things.ts";
import { type Answer, visit } from "./support/visit.ts";
import type { Opened, World } from "./support/world-type.ts";
import { buildWorld, openWorld } from "./support/world.ts";

let dns: NameServer;
let platform: TestPlatform;
let mine: World;
let neighbour: Opened;

beforeAll(async () => {
  dns = await startNameServer(0);
  platform = await openTestPlatform({ worker: false, more: { DNS_SERVERS: dns.address } });
  const stop = work(platform, "eu");
  [mine, neighbour] = await Promise.all([buildWorld(platform), openWorld(platform, "eu")]);
  await stop();
}, 120_000);
afterAll(async () => {
  await platform.close();
  await dns.close();
});

async function proved({ tenantId }: Pick<Opened, "tenantId">, name: string): Promise<string> {
  const { runtime } = platform.regions.eu;
  const tenant = await tenantById(runtime.regionDb, tenantId);
  if (tenant === undefined) throw new Error("the shop is gone");
  const ctx = serviceContext(runtime, tenant, "test");
  const { id, host, proof, pointer } = await addDomain(ctx, { host: name });
  dns.set(proof.name, "TXT", proof.value);
  dns.set(host, "CNAME", pointer.value);
  await checkDomain(ctx, { id });
  return host;
}

test("lets a buyer who was to transfer the money pay another way, under either address of the page and no other", async () => {
  const own = await proved(mine, "transfers.shop.example");
  const theirs = await proved(neighbour, "elsewhere.shop.example");
  const { host: regions } = new URL(mine.regionUrl);
  const policyOf = ({ headers }: Answer) => headers["content-security-policy"];
  for (const [host, shop] of [
    [regions, `${mine.tenantId}/`],
    [own, ""],
    [own, `${mine.tenantId}/`],
  ] as const) {
    const { checkoutId } = await awaitedCheckout(mine);
    const address = new URL(`http://${host}/orders/${shop}${checkoutId}`);
    const page = await visit(mine, host, address.pathname);
    expect(policyOf(page)).toContain("form-action 'self'");
    const action = /<form method="post" action="([^"]+)">/.exec(page.text)?.[1] ?? "";
    const form = new URL(action, address);
    expect(form.host).toBe(address.host);
    for (const [wrong, path] of [
      [theirs, form.pathname],
      [regions, form.pathname.replace(/orders\/(ten_\w+\/)?/, `orders/${neighbour.tenantId}/`)],
      [own, form.pathname.replace(/orders\/(ten_\w+\/)?/, `orders/${neighbour.tenantId}/`)],
    ] as const) {
      expect((await visit(mine, wrong, path, {}, "POST")).status).toBe(404);
    }
    expect((await visit(mine, host, form.pathname)).status).toBe(404);
    expect((await visit(mine, host, address.pathname)).text).toBe(page.text);

    for (let time = 0; time < 2; time++) {
      const answer = await visit(mine, host, form.pathname, {}, "POST");
      expect(answer.status).toBe(303);
      expect(new URL(answer.headers.location ?? "", form).href).toBe(address.href);
    }
    const after = await visit(mine, host, address.pathname);
    expect(after.text).toContain(`href="${mine.origin}/cart"`);
    expect(after.text).not.toContain("<form");
    expect(policyOf(after)).toContain("form-action 'none'");
  }
  const order = mine.orders[0];
  const ofOrder = `/orders/${mine.tenantId}/${order.token}`;
  expect(policyOf(await visit(mine, regions, ofOrder))).toContain("form-action 'none'");
  expect((await visit(mine, regions, `${ofOrder}/pay-otherwise`, {}, "POST")).status).toBe(404);
});

test("tells a buyer by a page, in its language, that a provider who is away cannot be asked, and lets them try again", async () => {
  const { checkoutId } = await awaitedCheckout(mine);
  const { stripe } = platform.regions.eu;
  const { host } = new URL(mine.regionUrl);
  const path = `/orders/${mine.tenantId}/${checkoutId}`;
  const language = /<html lang="([^"]+)"/.exec((await visit(mine, host, path)).text)?.[1];
  const { page: words } = JSON.parse(
    readFileSync(new URL(`../../../packages/core/src/orders/locales/${language ?? ""}.json`, import.meta.url), "utf8"),
  ) as { page: { failed: { title: string; away: string; back: string } } };
  const faults = `${stripe.url}/_dev/faults`;
  await Promise.all(
    ["GET /v1/checkout/sessions/*", "GET /v1/payment_intents/*"].map((match) =>
      send(faults, { body: { match, kind: "error-500", times: 1_000 } }),
    ),
  );
  try {
    const refused = await visit(mine, host, `${path}/pay-otherwise`, { "accept-language": "ja" }, "POST");
    expect(refused.status).toBe(503);
    expect(refused.headers["content-type"]).toContain("text/html");
    expect(refused.headers["content-security-policy"]).toContain("form-action 'none'");
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    expect(refused.text).toContain(`<html lang="${language ?? ""}"`);
    expect(refused.text).toContain(`<h1>${words.failed.title}</h1><p>${words.failed.away}</p>`);
    expect(refused.text).toContain(`<a href="../${checkoutId}">${words.failed.back}</a>`);
    expect((await visit(mine, host, path)).text).toContain("<form");
  } finally {
    await fetch(faults, { method: "DELETE" });
  }
  expect((await visit(mine, host, `${path}/pay-otherwise`, {}, "POST")).status).toBe(303);
});
