import { newId } from "@meridian/core/platform/new-id";
import type { PlatformCtx } from "@meridian/core/platform/context";
import { createOperator } from "@meridian/core/staff";
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
import { openTestPlatform, type TestPlatform } from "./support/platform.ts";

let platform: TestPlatform;
beforeAll(async () => {
  platform = await openTestPlatform({ worker: true });
}, 60_000);
afterAll(() => platform.close());

const secret = "another long and quiet river";

function controlService(): PlatformCtx<"control"> {
  const { settings, log, db } = platform.control;
  return {
    region: "control",
    actor: { kind: "service", name: "test" },
    now: () => new Date(),
    log,
    requestId: newId("run"),
    language: "en",
    idempotencyKey: null,
    settings,
    db,
  };
}

async function openOperator(): Promise<Person> {
  const email = "operator@example.com";
  const { resetToken } = await createOperator(controlService(), { email, name: "Operator" });
  ok(await controlCall(platform, null, "staff.resetPassword", "write", { token: resetToken, password: secret }));
  return logIn(platform, email, secret);
}

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
    const operator = await openOperator();
    const ref = { tenantId: merchant.tenantId };
    expect((await merchant.control("tenants.suspend", "write", ref)).status).toBe(404);
    const input = { kind: "publishable", name: "Site", allowedOrigins: ["https://shop.example"] };
    const key = ok<{ secret: string }>(await merchant.admin("tenants.createKey", "flow", input));
    const shopper = () => send(`${merchant.regionUrl}/v1/shop`, { headers: bearer(key.secret) });
    expect((await shopper()).code).not.toBe("auth.invalid_credential");

    ok(await operator.control("tenants.suspend", "write", ref));
    await until("the shop to be closed", async () =>
      (await shopper()).code === "tenant.suspended" ? true : undefined,
    );
    expect((await merchant.control("staff.issueRegionToken", "write", ref)).code).toBe("staff.shop_suspended");

    ok(await operator.control("tenants.resume", "write", ref));
    await until("the shop to be open", async () => ((await shopper()).code === "tenant.suspended" ? undefined : true));
    await untilAnswer(merchant, 200);
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
