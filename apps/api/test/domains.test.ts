import { addDomain, checkDomain, listDomains, removeDomain, sweepDomains } from "@meridian/core/domains";
import type { Domain } from "@meridian/core/domains/schemas";
import { statusUrl } from "@meridian/core/orders";
import type { TenantCtx } from "@meridian/core/platform/context";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type NameServer, startNameServer } from "../dev/dns/server.ts";
import { platformContext, tenantContext } from "../src/platform/region.ts";
import { tenantById } from "@meridian/core/tenants";
import { openTestPlatform, type TestPlatform } from "./support/platform.ts";
import { work } from "./access/village.ts";
import { visit } from "./support/visit.ts";
import { buildWorld, openWorld } from "./support/world.ts";
import type { Opened, World } from "./support/world-type.ts";

let dns: NameServer;
let platform: TestPlatform;
let mine: World;
/** A shop of the same region, and one of the other. */
let neighbour: Opened;
let other: Opened;
let now = Date.now();
const hours = (count: number): number => (now += count * 3_600_000);

beforeAll(async () => {
  dns = await startNameServer(0);
  platform = await openTestPlatform({ worker: false, more: { DNS_SERVERS: dns.address } });
  const stop = work(platform, "eu");
  [mine, neighbour, other] = await Promise.all([
    buildWorld(platform),
    openWorld(platform, "eu"),
    openWorld(platform, "us"),
  ]);
  await stop();
}, 120_000);
afterAll(async () => {
  await platform.close();
  await dns.close();
});

type Shop = Pick<World, "tenantId" | "regionUrl">;
const regionOf = (shop: Shop) => Object.values(platform.regions).find(({ url }) => url === shop.regionUrl);

function runtimeOf(shop: Shop) {
  const region = regionOf(shop);
  if (region === undefined) throw new Error("the shop lives in no region");
  return { ...region.runtime, now: () => new Date(now) };
}

async function owner(world: Shop): Promise<TenantCtx> {
  const runtime = runtimeOf(world);
  const tenant = await tenantById(runtime.regionDb, world.tenantId);
  if (tenant === undefined) throw new Error("the world's shop is gone");
  const facts = { requestId: "req_domains", language: "en", log: runtime.log, idempotencyKey: null };
  return tenantContext(runtime, tenant, { kind: "service", name: "test" }, facts);
}

async function sweep(world: Shop): Promise<number> {
  const runtime = runtimeOf(world);
  const facts = { requestId: "req_sweep", language: "en", log: runtime.log, idempotencyKey: null };
  return sweepDomains(platformContext(runtime, { kind: "service", name: "test" }, facts));
}

async function proved(world: Shop, host: string): Promise<Domain> {
  const added = await addDomain(await owner(world), { host });
  dns.set(added.proof.name, "TXT", "v=spf1 -all", added.proof.value);
  dns.set(added.host, "CNAME", added.pointer.value);
  return checkDomain(await owner(world), { id: added.id });
}

const stateOf = async (world: Shop, id: string): Promise<Domain | undefined> =>
  (await listDomains(await owner(world), {})).items.find((one) => one.id === id);

describe("a shop's own domain", () => {
  it("goes from its proof to its visitors, and its mails carry it", async () => {
    const order = mine.orders[0];
    const added = await addDomain(await owner(mine), { host: "Bestellung.Käserei.Example" });
    expect(added).toMatchObject({
      host: "bestellung.xn--kserei-bua.example",
      shown: "bestellung.käserei.example",
      state: "pending",
      proof: { name: "_meridian.bestellung.xn--kserei-bua.example" },
    });
    expect((await visit(mine, added.host, `/orders/${order.token}`)).status).toBe(421);
    const missing = await checkDomain(await owner(mine), { id: added.id });
    expect(missing).toMatchObject({ state: "pending", problem: "no_record" });

    dns.set(added.proof.name, "TXT", "something else");
    expect((await checkDomain(await owner(mine), { id: added.id })).problem).toBe("wrong_record");
    dns.set(added.proof.name, "TXT", "something else", added.proof.value);
    hours(1);
    expect(await sweep(mine)).toBeGreaterThan(0);
    expect(await stateOf(mine, added.id)).toMatchObject({ state: "verified", problem: "not_pointed" });
    const ownPage = await statusUrl(await owner(mine), order.token);
    expect(ownPage).toBe(`${platform.regions.eu.url}/orders/${mine.tenantId}/${order.token}`);

    dns.set(added.host, "CNAME", added.pointer.value);
    expect(await checkDomain(await owner(mine), { id: added.id })).toMatchObject({ state: "active", problem: null });
    const { port } = new URL(platform.regions.eu.url);
    const link = await statusUrl(await owner(mine), order.token);
    expect(link).toBe(`http://${added.host}:${port}/orders/${order.token}`);
    await answers(mine, added.host, new URL(link).pathname, 200);
    const page = await visit(mine, new URL(link).host, new URL(link).pathname);
    expect(page.text).toContain(mine.canary);
  });

  it("shows its own shop's pages and nothing else of the API", async () => {
    const host = (await proved(mine, "own.shop.example")).host;
    const theirs = (await proved(neighbour, "neighbour.shop.example")).host;
    const far = (await proved(other, "theirs.shop.example")).host;
    const order = mine.orders[0];
    expect((await visit(mine, host, `/orders/${mine.tenantId}/${order.token}`)).status).toBe(200);
    const media = (
      await mine.shop<{ items: { image: { url: string } | null }[] }>("catalog.products", {
        market: mine.market.handle,
        locale: "de",
      })
    ).items.flatMap(({ image }) => image?.url ?? [])[0];
    if (media !== undefined) {
      expect((await visit(mine, host, new URL(media).pathname)).status).toBe(200);
      expect((await visit(mine, host, new URL(media).pathname.replace(mine.tenantId, neighbour.tenantId))).status).toBe(
        404,
      );
    }
    for (const [path, method] of [
      [`/orders/${neighbour.tenantId}/${order.token}`, "GET"],
      [`/orders/${order.token}/`.repeat(2), "GET"],
      ["/", "GET"],
      ["/v1/shop", "GET"],
      ["/openapi.json", "GET"],
      ["/admin/trpc/orders.list", "GET"],
      ["/internal/tenants.provision", "POST"],
      [`/webhooks/stripe/${mine.tenantId}`, "POST"],
      [`/orders/${order.token}`, "POST"],
    ] as const) {
      const answer = await visit(mine, host, path, { authorization: `Bearer ${mine.keys.secret}` }, method);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(answer.text).not.toContain(mine.canary);
    }
    // Under another shop's domain an order is unknown, whoever holds its token.
    for (const path of [`/orders/${order.token}`, `/orders/${mine.tenantId}/${order.token}`]) {
      const answer = await visit(mine, theirs, path);
      expect([answer.status, answer.text.includes(mine.canary)]).toEqual([404, false]);
    }
    // A domain of a shop of another region is none here.
    expect((await visit(mine, far, `/orders/${order.token}`)).status).toBe(421);
  });

  it("is told by the Host header alone, however it is written", async () => {
    const { host } = (await listDomains(await owner(mine), {})).items[0] ?? { host: "" };
    const path = `/orders/${mine.orders[0].token}`;
    for (const good of [host, host.toUpperCase(), `${host}.`, `${host}:443`]) {
      expect([good, (await visit(mine, good, path)).status]).toEqual([good, 200]);
    }
    const forged = [
      "evil.example",
      `${host}.evil.example`,
      `evil${host}`,
      `${host}/x`,
      `a@${host}`,
      "%00",
      "[::1",
      "x".repeat(300),
    ];
    for (const bad of forged) expect([bad, (await visit(mine, bad, path)).status]).toEqual([bad, 421]);
    const claimed = { "x-forwarded-host": host, forwarded: `host=${host}`, "x-host": host };
    expect((await visit(mine, "evil.example", path, claimed)).status).toBe(421);
    expect(
      (await visit(mine, "evil.example", "/v1/shop", { authorization: `Bearer ${mine.keys.secret}` })).status,
    ).toBe(421);
    // Probes ask by address, and no name is theirs.
    expect((await visit(mine, "10.1.2.3:8080", "/healthz")).status).toBe(200);
  });

  it("gets a certificate only when it is served", async () => {
    const url = (domain: string) => `/internal/tls-allowed?domain=${encodeURIComponent(domain)}`;
    const ask = async (domain: string) => (await visit(mine, "127.0.0.1", url(domain))).status;
    const waiting = await addDomain(await owner(mine), { host: "waiting.shop.example" });
    expect([await ask("own.shop.example"), await ask(waiting.host), await ask("evil.example"), await ask("")]).toEqual([
      200, 404, 404, 404,
    ]);
    await removeDomain(await owner(mine), { id: waiting.id });
  });
});

describe("of several who name a domain", () => {
  it("the first proof has it, not the first claim; of two at once exactly one", async () => {
    const first = await addDomain(await owner(mine), { host: "wanted.example" });
    const second = await addDomain(await owner(other), { host: "wanted.example" });
    dns.set(first.proof.name, "TXT", first.proof.value, second.proof.value);
    const looked = await Promise.all([
      checkDomain(await owner(mine), { id: first.id }),
      checkDomain(await owner(other), { id: second.id }),
    ]);
    expect(looked.map(({ state }) => state).toSorted()).toEqual(["pending", "verified"]);
    expect(looked.find(({ state }) => state === "pending")?.problem).toBe("taken");

    const [winner, loser] = looked[0]?.state === "verified" ? [mine, other] : [other, mine];
    const [won, lost] = winner === mine ? [first, second] : [second, first];
    await removeDomain(await owner(winner), { id: won.id });
    expect((await checkDomain(await owner(loser), { id: lost.id })).state).toBe("verified");
    await removeDomain(await owner(loser), { id: lost.id });
  });

  it("a shop enters each once, and ten at most, however many come at once", async () => {
    const ctx = await owner(other);
    await expect(addDomain(ctx, { host: "theirs.shop.example" })).rejects.toMatchObject({ code: "domains.known" });
    const tried = await Promise.allSettled(
      Array.from({ length: 14 }, (_, i) => addDomain(ctx, { host: `many-${i}.shop.example` })),
    );
    expect(tried.filter(({ status }) => status === "fulfilled")).toHaveLength(9);
    for (const one of tried) {
      if (one.status === "rejected") expect(one.reason).toMatchObject({ kind: "limit", code: "domains.too_many" });
    }
    const { items } = await listDomains(ctx, {});
    for (const { id } of items.filter(({ host }) => host.startsWith("many-"))) await removeDomain(ctx, { id });
  });

  it("nobody gets the platform's own names, public endings or look-alikes", async () => {
    const refused = {
      "192.168.0.1": "not_a_host",
      "https://shop.example/": "not_a_host",
      localhost: "own_host",
      "co.uk": "bare_suffix",
      shop: "bare_suffix",
      "аррӏе.com": "confusable",
      "pаypal.com": "mixed_scripts",
    };
    for (const [host, reason] of Object.entries(refused)) {
      await expect(addDomain(await owner(mine), { host })).rejects.toMatchObject({ code: `domains.${reason}` });
    }
  });
});

describe("a domain whose proof goes", () => {
  it("lives three days, stops then, and is free for the next; a fault of DNS takes nothing away", async () => {
    const domain = await proved(mine, "going.shop.example");
    const path = `/orders/${mine.orders[0].token}`;
    expect(domain.state).toBe("active");
    dns.fail(true);
    hours(100);
    await sweep(mine);
    expect(await stateOf(mine, domain.id)).toMatchObject({ state: "active", problem: "dns_unavailable" });
    dns.fail(false);

    dns.set(domain.proof.name, "TXT");
    hours(1.5);
    await sweep(mine);
    expect(await stateOf(mine, domain.id)).toMatchObject({ state: "active", problem: "no_record" });
    expect((await stateOf(mine, domain.id))?.missingSince).not.toBeNull();
    hours(60);
    await sweep(mine);
    expect((await stateOf(mine, domain.id))?.state).toBe("active");
    hours(14);
    await sweep(mine);
    expect((await stateOf(mine, domain.id))?.state).toBe("lost");
    await answers(mine, domain.host, path, 421);
    const next = await proved(other, "going.shop.example");
    expect(next.state).toBe("active");
    // The record of the first owner comes back: it has nobody's domain now.
    dns.set(domain.proof.name, "TXT", next.proof.value, domain.proof.value);
    expect(await checkDomain(await owner(mine), { id: domain.id })).toMatchObject({ state: "lost", problem: "taken" });
  });

  it("that nobody ever proved is given up after a week, until somebody asks", async () => {
    const domain = await addDomain(await owner(mine), { host: "never.shop.example" });
    for (let day = 0; day < 9; day++) {
      hours(24);
      await sweep(mine);
    }
    expect(await stateOf(mine, domain.id)).toMatchObject({ state: "failed", nextCheckAt: null });
    dns.set(domain.proof.name, "TXT", domain.proof.value);
    expect((await checkDomain(await owner(mine), { id: domain.id })).state).toBe("verified");
  });

  it("or that is removed stops and is free, and another's cannot be touched", async () => {
    const domain = await proved(mine, "removed.shop.example");
    const path = `/orders/${mine.orders[0].token}`;
    expect((await visit(mine, domain.host, path)).status).toBe(200);
    for (const verb of [checkDomain, removeDomain]) {
      await expect(verb(await owner(other), { id: domain.id })).rejects.toMatchObject({ kind: "not_found" });
    }
    await removeDomain(await owner(mine), { id: domain.id });
    await answers(mine, domain.host, path, 421);
    expect((await proved(other, "removed.shop.example")).state).toBe("active");
  });
});

/** What the region remembers of a host, or of none, lives on for two seconds. */
async function answers(world: Shop, host: string, path: string, status: number): Promise<void> {
  const seen = async (): Promise<number> => (await visit(world, host, path)).status;
  await expect.poll(seen, { timeout: 8_000, interval: 250 }).toBe(status);
}
