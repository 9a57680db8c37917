import { expect, type Browser } from "@playwright/test";
import { openOwner } from "./demo.ts";
import { mailTo } from "./mail.ts";
import { dataOf } from "./region-api.ts";

export interface Colleague {
  readonly email: string;
  readonly password: string;
  /** The shops by their region: where they are, below the console's address, and what they are called. */
  readonly shops: Readonly<Record<"eu" | "us", { readonly path: string; readonly name: string }>>;
}

interface Me {
  readonly memberships: readonly { readonly tenantId: string; readonly slug: string; readonly name: string }[];
}

/** Somebody new whom the owners of both demo shops have invited, and who has accepted. */
export async function twoShopColleague(browser: Browser, email: string): Promise<Colleague> {
  const password = "two lanterns in one hand";
  const join = async (region: "eu" | "us", count: number) => {
    const { page, context } = await openOwner(browser, region);
    const headers = { "x-meridian-csrf": "1" };
    const { memberships } = (await dataOf(await page.request.get("/trpc/staff.me?input=%7B%7D", { headers }))) as Me;
    const [shop] = memberships;
    if (shop === undefined) throw new Error("The owner of the demo shop has none.");
    const tell = async (path: string, data: object) =>
      dataOf(
        await page.request.post(`/trpc/${path}`, {
          headers: { ...headers, "idempotency-key": crypto.randomUUID() },
          data,
        }),
      );
    await tell("staff.inviteMember", { tenantId: shop.tenantId, email, role: "admin", locales: null });
    const { text } = await mailTo(page, "control", email, count);
    const token = /\/accept-invitation\?token=([\w.-]+)/.exec(text)?.[1];
    expect(token).toBeDefined();
    const account = count === 1 ? { name: "Toni Two-Shops", password } : null;
    await tell("staff.acceptInvitation", { token, account });
    await context.close();
    return { path: `/shops/${shop.slug}`, name: shop.name };
  };
  const us = await join("us", 1);
  const eu = await join("eu", 2);
  return { email, password, shops: { eu, us } };
}
