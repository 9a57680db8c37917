import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callProcedure, ok, send } from "./support/http.ts";
import { logIn, openShop } from "./support/merchant.ts";
import { openTestPlatform, type TestPlatform } from "./support/platform.ts";

let platform: TestPlatform;
beforeAll(async () => {
  platform = await openTestPlatform({ worker: true });
}, 60_000);
afterAll(() => platform.close());

describe("a merchant", () => {
  it("signs up, proves the address, and has a shop in the chosen region only", async () => {
    const merchant = await openShop(platform, { region: "eu", shopName: "Nordlicht" });
    const shop = ok<{ name: string; region: string }>(await merchant.admin("tenants.getShop", "read", {}));
    expect(shop).toMatchObject({ name: "Nordlicht", region: "eu" });
    const wrong = await callProcedure(
      `${platform.regions.us.url}/admin/trpc`,
      "tenants.getShop",
      "read",
      {},
      { authorization: `Bearer ${merchant.token}` },
    );
    expect(wrong.code).toBe("region.wrong");
  });

  it("keeps the session in a cookie that no script can read, and other sites cannot use", async () => {
    const merchant = await openShop(platform, { region: "us", shopName: "Harbor" });
    const person = await logIn(platform, merchant.email);
    expect(person.cookie).not.toBe("");
    const forged = await send(`${platform.controlUrl}/trpc/staff.logOut`, {
      body: {},
      headers: { cookie: person.cookie, origin: "https://evil.example", "x-meridian-csrf": "1" },
    });
    expect(forged).toMatchObject({ status: 403, code: "request.not_same_site" });
    const simple = await send(`${platform.controlUrl}/trpc/staff.logOut`, {
      body: {},
      headers: { cookie: person.cookie },
    });
    expect(simple.status).toBe(403);
    expect((await person.control("staff.me", "read", {})).status).toBe(200);
  });
});
