import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bearer, ok, send } from "./support/http.ts";
import {
  controlCall,
  linkInMail,
  logIn,
  type Merchant,
  merchantOf,
  openShop,
  type Person,
  tokenOf,
  until,
} from "./support/merchant.ts";
import { makeOperator } from "./support/people.ts";
import { openTestPlatform, type TestPlatform } from "./support/platform.ts";

let platform: TestPlatform;
beforeAll(async () => {
  platform = await openTestPlatform({ worker: true });
}, 60_000);
afterAll(() => platform.close());

const secret = "another long and quiet river";

/** Asks until the region answers so: what the control plane knows reaches it within moments. */
const untilAnswer = (merchant: Merchant, status: number) =>
  until(`status ${status}`, async () => {
    const answer = await merchant.admin("tenants.getShop", "read", {});
    return answer.status === status ? answer : undefined;
  });

async function join(shop: Merchant, email: string, role: string): Promise<Person> {
  ok(await shop.control("staff.inviteMember", "write", { tenantId: shop.tenantId, email, role }));
  const token = tokenOf(
    await until("the invitation", () => {
      try {
        return linkInMail(platform, email);
      } catch {
        return undefined;
      }
    }),
  );
  ok(
    await controlCall(platform, null, "staff.acceptInvitation", "write", {
      token,
      account: { name: "Member", password: secret },
    }),
  );
  return logIn(platform, email, secret);
}

describe("a region", () => {
  it("closes a shop when the operator suspends it, and opens it again", async () => {
    const merchant = await openShop(platform, { region: "eu", shopName: "Zeitweise" });
    const operator = await makeOperator(platform);
    const ref = { tenantId: merchant.tenantId };
    expect((await merchant.control("tenants.suspend", "write", ref)).status).toBe(401);
    const input = { kind: "publishable", name: "Site", allowedOrigins: ["https://shop.example"] };
    const key = ok<{ secret: string }>(await merchant.admin("tenants.createKey", "flow", input));
    const shopper = () => send(`${merchant.regionUrl}/v1/shop`, { headers: bearer(key.secret) });
    expect((await shopper()).code).not.toBe("auth.invalid_credential");

    ok(await operator.control("tenants.suspend", "write", { ...ref, reason: "unpaid" }));
    await until("the shop to be closed", async () =>
      (await shopper()).code === "tenant.suspended" ? true : undefined,
    );
    ok(await merchant.control("staff.issueRegionToken", "write", ref));
    ok(await merchant.admin("tenants.getShop", "read", {}));

    ok(await operator.control("tenants.resume", "write", ref));
    await until("the shop to be open", async () => ((await shopper()).code === "tenant.suspended" ? undefined : true));
    await untilAnswer(merchant, 200);
  });

  it("tells operators how it does and where a shop stands, in figures and ids alone", async () => {
    const merchant = await openShop(platform, { region: "us", shopName: "Figures" });
    const operator = await makeOperator(platform);
    const health = await until("the workers' first word", async () => {
      const answer = await operator.control("operators.listRegions", "read", {});
      const { items } = ok<{ items: { region: string; problems: string[]; report: { workers: unknown[] } | null }[] }>(
        answer,
      );
      return items.every(({ report }) => (report?.workers.length ?? 0) > 0) ? { items, text: answer.text } : undefined;
    });
    expect(health.items.map(({ region }) => region)).toEqual(["eu", "us"]);
    for (const { problems } of health.items) expect(problems).not.toContain("behind");
    expect(health.text).not.toMatch(/@|Figures|Zeitweise/);
    const tenant = await operator.control("tenants.get", "read", { tenantId: merchant.tenantId });
    expect(ok(tenant)).toMatchObject({
      slug: "figures",
      region: "us",
      told: true,
      home: { status: "active", step: expect.stringMatching(/^\d{8}_\d{4}_/) },
    });
    expect(tenant.text).not.toContain("@");
    const found = async (filter: object) =>
      ok<{ items: { id: string }[] }>(await operator.control("tenants.list", "read", filter)).items.map(({ id }) => id);
    expect(await found({ q: "FIGU" })).toEqual([merchant.tenantId]);
    expect(await found({ q: merchant.tenantId, region: "us" })).toEqual([merchant.tenantId]);
    expect(await found({ q: "figures", region: "eu" })).toEqual([]);
    expect(await found({ q: "%" })).toEqual([]);
  });

  it("refuses a token moments after its holder lost the role, logged out or chose a new password", async () => {
    const shop = await openShop(platform, { region: "us", shopName: "Short lived" });
    const person = await join(shop, "editor@example.com", "editor");
    const fresh = async () => merchantOf(platform, person, shop.tenantId, "us");

    const asEditor = await fresh();
    await untilAnswer(asEditor, 200);
    const members = ok<{ members: { userId: string; email: string }[] }>(
      await shop.control("staff.listMembers", "read", { tenantId: shop.tenantId }),
    ).members;
    const userId = members.find((member) => member.email === person.email)?.userId;
    ok(await shop.control("staff.changeRole", "write", { tenantId: shop.tenantId, userId, role: "viewer" }));
    await untilAnswer(asEditor, 401);

    const asViewer = await fresh();
    await untilAnswer(asViewer, 200);
    ok(await person.control("staff.logOut", "write", {}));
    await untilAnswer(asViewer, 401);
    expect((await person.control("staff.me", "read", {})).status).toBe(401);

    const again = await logIn(platform, person.email, secret);
    const afterwards = await merchantOf(platform, again, shop.tenantId, "us");
    await untilAnswer(afterwards, 200);
    ok(await shop.control("staff.removeMember", "write", { tenantId: shop.tenantId, userId }));
    await untilAnswer(afterwards, 401);
    expect((await again.control("staff.issueRegionToken", "write", { tenantId: shop.tenantId })).status).toBe(404);
  });

  it("tells the control plane a shop's new name", async () => {
    const merchant = await openShop(platform, { region: "eu", shopName: "Alter Name" });
    ok(await merchant.admin("tenants.updateShop", "flow", { version: 1, name: "Neuer Name" }));
    const renamed = await until("the new name", async () => {
      const { memberships } = ok<{ memberships: { name: string }[] }>(await merchant.control("staff.me", "read", {}));
      return memberships.find((membership) => membership.name === "Neuer Name");
    });
    expect(renamed).toMatchObject({ tenantId: merchant.tenantId });
  });

  it("lets nobody call what is between the platform's own processes", async () => {
    const merchant = await openShop(platform, { region: "eu", shopName: "Innen" });
    const order = { tenantId: merchant.tenantId, status: "suspended", version: 99 };
    for (const headers of [{}, bearer(merchant.token), bearer("x".repeat(32))]) {
      for (const base of [merchant.regionUrl, platform.controlUrl]) {
        for (const verb of ["tenants.set_status", "tenants.note_shop", "staff.revoke_tokens"]) {
          expect((await send(`${base}/internal/${verb}`, { body: order, headers })).status).toBe(404);
        }
      }
    }
    await untilAnswer(merchant, 200);
  });
});
