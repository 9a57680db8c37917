import { addDomain, checkDomain, listDomains, sweepDomains } from "@meridian/core/domains";
import type { Domain } from "@meridian/core/domains/schemas";
import { languages } from "@meridian/core/kernel/languages";
import type { TenantCtx } from "@meridian/core/platform/context";
import { tenantById } from "@meridian/core/tenants";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type NameServer, startNameServer } from "../dev/dns/server.ts";
import { platformContext, tenantContext } from "../src/platform/region.ts";
import { type Answer, callProcedure, ok, send } from "./support/http.ts";
import { type Merchant, openShop } from "./support/merchant.ts";
import { openTestPlatform, type TestPlatform } from "./support/platform.ts";

let dns: NameServer;
let platform: TestPlatform;
let seller: Merchant;
let buyer: Merchant;
let now = Date.now();
beforeAll(async () => {
  dns = await startNameServer(0);
  platform = await openTestPlatform({ worker: false, more: { DNS_SERVERS: dns.address } });
  seller = await openShop(platform, { region: "eu", shopName: "Verkauft" });
  buyer = await openShop(platform, { region: "eu", shopName: "Gekauft" });
});
afterAll(async () => {
  await platform.close();
  await dns.close();
});

const problemOf = ({ body }: Answer): { code: string; message: string } => {
  const { error } = body as { error: { message: string; data?: { code: string } } };
  return { code: error.data?.code ?? "", message: error.message };
};

/** A refusal of every kind, by a name that tries it. */
const hosts: Readonly<Record<string, readonly string[]>> = {
  not_a_host: [
    "https://shop.de/",
    "shop.de:8443",
    "10.0.0.1",
    "0x7f.1",
    "[::1]",
    "shop\u202ede.com",
    "eu.shop.com∕de.de",
    `${"a".repeat(60)}.`.repeat(4) + "com",
    "_meridian.shop.de",
    "xn--a.com",
  ],
  bare_suffix: ["co.uk", "github.io", "公司.cn"],
  own_host: ["localhost", "ＬＯＣＡＬＨＯＳＴ", "local\u200bhost"],
  mixed_scripts: ["pаypal.com", "xn--paypl-7ve.com"],
  confusable: ["аррӏе.com", "xn--80ak6aa92e.com", "ɡoogle.com"],
};

describe("a name that nobody may bring", () => {
  it.each(languages)("is refused in words, in %s", async (language) => {
    const add = (host: string) => seller.admin("domains.add", "flow", { host }, { "accept-language": language });
    for (const [reason, names] of Object.entries(hosts)) {
      for (const host of names) {
        const answer = await add(host);
        expect([host, answer.status, problemOf(answer).code]).toEqual([host, 400, `domains.${reason}`]);
        const { message } = problemOf(answer);
        expect(message).not.toMatch(/\{\{|domains\./);
        const { message: inEnglish } = problemOf(await seller.admin("domains.add", "flow", { host }));
        expect(message === inEnglish).toBe(language === "en");
      }
    }
    const { items } = ok<{ items: unknown[] }>(await seller.admin("domains.list", "read", {}));
    expect(items).toEqual([]);
  });

  it.each(languages)("neither as a shop's name, in %s", async (language) => {
    const names = {
      hidden_characters: ["Lam\u202eps", "Mer\u200didian", "Lamps\ufe0f", "Lamps\u3164", "Lamps\u2028Bcc"],
      mixed_scripts: ["Mеridian", "Αdmin"],
      punycode: ["xn--80ak6aa92e", "ｘｎ－－80ak6aa92e"],
      no_letter: ["!!!"],
      // Tries that come as far as the directory are counted: one for each language.
      confusable: ["𝗅0𝗀𝗂𝗇"],
    };
    for (const [reason, tried] of Object.entries(names)) {
      for (const shopName of tried) {
        const person = { name: "Owner", email: "tricks@example.com", password: "a long and quiet river" };
        const input = { ...person, shopName, region: "eu", defaultLocale: "en", defaultCurrency: "EUR" };
        const headers = { "x-meridian-csrf": "1", "accept-language": language };
        const answer = await callProcedure(`${platform.controlUrl}/trpc`, "tenants.signUp", "write", input, headers);
        expect([shopName, answer.status, problemOf(answer).code]).toEqual([shopName, 400, `tenants.name_${reason}`]);
        expect(problemOf(answer).message).not.toMatch(/\{\{|tenants\./);
      }
    }
    const { rows } = await platform.controlDatabase.owner.query(
      "select from control.users where email = 'tricks@example.com'",
    );
    expect(rows).toEqual([]);
  });
});

async function contextOf(shop: Merchant): Promise<TenantCtx> {
  const runtime = { ...platform.regions.eu.runtime, now: () => new Date(now) };
  const tenant = await tenantById(runtime.regionDb, shop.tenantId);
  if (tenant === undefined) throw new Error("the shop is gone");
  const facts = { requestId: "req_tricks", language: "en", log: runtime.log, idempotencyKey: null };
  return tenantContext(runtime, tenant, { kind: "service", name: "test" }, facts);
}
async function later(hours: number): Promise<void> {
  now += hours * 3_600_000;
  const runtime = { ...platform.regions.eu.runtime, now: () => new Date(now) };
  const facts = { requestId: "req_sweep", language: "en", log: runtime.log, idempotencyKey: null };
  await sweepDomains(platformContext(runtime, { kind: "service", name: "test" }, facts));
}
const standing = async (shop: Merchant, id: string): Promise<Domain | undefined> =>
  (await listDomains(await contextOf(shop), {})).items.find((one) => one.id === id);

describe("a domain that is sold to another shop of the platform", () => {
  it("stays the seller's while its proof may only be mislaid, and is the buyer's after that, asked for by nobody", async () => {
    const sold = await addDomain(await contextOf(seller), { host: "sold.example" });
    dns.set(sold.proof.name, "TXT", sold.proof.value);
    dns.set(sold.host, "CNAME", sold.pointer.value);
    expect(await checkDomain(await contextOf(seller), { id: sold.id })).toMatchObject({ state: "active" });
    const bought = await addDomain(await contextOf(buyer), { host: "Sold.Example." });
    expect(bought.host).toBe(sold.host);
    // Beside the seller's proof the buyer's is worth nothing.
    dns.set(sold.proof.name, "TXT", sold.proof.value, bought.proof.value);
    expect(await checkDomain(await contextOf(buyer), { id: bought.id })).toMatchObject({
      state: "pending",
      problem: "taken",
    });
    dns.set(sold.proof.name, "TXT", bought.proof.value);
    await later(25);
    expect(await standing(seller, sold.id)).toMatchObject({ state: "active", problem: "wrong_record" });
    expect(await standing(buyer, bought.id)).toMatchObject({ state: "pending", problem: "taken" });
    for (let hour = 0; hour < 96; hour += 2) await later(2);
    expect(await standing(seller, sold.id)).toMatchObject({ state: "lost" });
    expect(await standing(buyer, bought.id)).toMatchObject({ state: "active", problem: null });
    // The seller's old record, put back by whoever still can, takes nothing from the buyer.
    dns.set(sold.proof.name, "TXT", sold.proof.value, bought.proof.value);
    expect(await checkDomain(await contextOf(seller), { id: sold.id })).toMatchObject({
      state: "lost",
      problem: "taken",
    });
    await later(25);
    expect(await standing(buyer, bought.id)).toMatchObject({ state: "active" });
    const asked = `/internal/tls-allowed?domain=${encodeURIComponent(sold.host)}`;
    expect((await send(`${platform.regions.eu.url}${asked}`)).status).toBe(200);
  });
});
