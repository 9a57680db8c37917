import { Resolver } from "node:dns/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDns } from "@meridian/core/domains";
import { type NameServer, startNameServer } from "./server.ts";

let server: NameServer;
beforeAll(async () => {
  server = await startNameServer(0);
});
afterAll(() => server.close());

describe("the name server of tests and of development", () => {
  it("answers a resolver with the records that were set", async () => {
    server.set("shop.example", "A", "192.0.2.7");
    server.set("shop.example", "AAAA", "20010db8000000000000000000000007");
    server.set("www.shop.example", "CNAME", "shop.example");
    server.set("t.shop.example", "TXT", "one", "x".repeat(300));
    const resolver = new Resolver();
    resolver.setServers([server.address]);
    expect(await resolver.resolve4("shop.example")).toEqual(["192.0.2.7"]);
    expect(await resolver.resolve6("SHOP.example")).toEqual(["2001:db8::7"]);
    expect(await resolver.resolveCname("www.shop.example")).toEqual(["shop.example"]);
    expect(await resolver.resolveTxt("t.shop.example")).toEqual([["one"], ["x".repeat(255), "x".repeat(45)]]);
    await expect(resolver.resolve4("nowhere.example")).rejects.toMatchObject({ code: "ENOTFOUND" });
    await expect(resolver.resolveTxt("shop.example")).rejects.toMatchObject({ code: "ENODATA" });
  });

  it("lets what looks at domains tell no record from no answer", async () => {
    const dns = openDns([server.address]);
    expect(await dns.txt("t.shop.example")).toEqual(["one", "x".repeat(300)]);
    expect(await dns.txt("nowhere.example")).toEqual([]);
    expect(await dns.cname("shop.example")).toEqual([]);
    expect(await dns.addresses("shop.example")).toEqual(["192.0.2.7", "2001:db8::7"]);
    server.fail(true);
    expect([await dns.txt("t.shop.example"), await dns.addresses("shop.example")]).toEqual(["unknown", "unknown"]);
    server.fail(false);
    expect(await openDns(["127.0.0.1:1"]).txt("t.shop.example")).toBe("unknown");
  });
});
