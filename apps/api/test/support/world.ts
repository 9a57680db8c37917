import { randomBytes } from "node:crypto";
import type { Region } from "@meridian/core/platform/regions";
import { tenantById } from "@meridian/core/tenants";
import { shopper } from "./customers.ts";
import { bearer, callProcedure, ok } from "./http.ts";
import { type Merchant, openShop, until } from "./merchant.ts";
import { hire, userIdOf } from "./people.ts";
import type { TestPlatform } from "./platform.ts";
import { metaOf, trpcPath } from "./surfaces.ts";
import * as make from "./things.ts";
import type { Opened, World } from "./world-type.ts";

const visitorKeys = new WeakMap<object, string>();

export async function openWorld(platform: TestPlatform, region: Region): Promise<Opened> {
  const canary = `Kanari${randomBytes(4).toString("hex")}`;
  const owner = await openShop(platform, {
    region,
    shopName: `${canary} Lampen`,
    defaultLocale: "de",
    defaultCurrency: "EUR",
  });
  const { tenantId, regionUrl } = owner;
  const opened: Opened = {
    platform,
    canary,
    owner,
    tenantId,
    regionUrl,
    origin: `https://${canary.toLowerCase()}.example`,
    admin: async (path, input) => ok(await owner.admin(path, metaOf("admin", path).kind, input)),
    shop: async (path, input) => {
      const { kind } = metaOf("storefront", path);
      const headers = bearer(visitorKeys.get(opened) ?? "");
      return ok(await callProcedure(regionUrl + trpcPath.storefront, path, kind, input, headers));
    },
  };
  return opened;
}

async function makeKeys(opened: Opened): Promise<World["keys"]> {
  const [publishable, secret, revoked, expired] = await Promise.all([
    make.key(opened, "publishable"),
    make.key(opened, "secret"),
    make.key(opened, "publishable"),
    make.key(opened, "publishable"),
  ]);
  await opened.admin("tenants.revokeKey", { keyId: revoked.id });
  await opened.admin("tenants.rotateKey", { keyId: expired.id, overlapHours: 0 });
  return { publishable: publishable.secret, secret: secret.secret, revoked: revoked.secret, expired: expired.secret };
}

async function hireAll(
  platform: TestPlatform,
  owner: Merchant,
): Promise<Pick<World, "staff" | "userIds" | "spareUserId" | "spareEmail">> {
  const roles = ["admin", "editor", "support", "viewer", "translator", "viewer"] as const;
  const [admin, editor, support, viewer, translator, spare] = await Promise.all(
    roles.map((role) => hire(platform, owner, role)),
  );
  if (!admin || !editor || !support || !viewer || !translator || !spare) throw new Error("somebody was not hired");
  const staff = { owner, admin, editor, support, viewer, translator };
  const ids = await Promise.all(Object.entries(staff).map(async ([role, person]) => [role, await userIdOf(person)]));
  const spareIds = { spareUserId: await userIdOf(spare), spareEmail: spare.email };
  return { staff, userIds: Object.fromEntries(ids) as World["userIds"], ...spareIds };
}

async function importEnd(opened: Opened, id: string): Promise<true | undefined> {
  const { state, errorCode } = await opened.admin<{ state: string; errorCode: string | null }>("catalog.getImport", {
    id,
  });
  if (state === "failed" || state === "refused") throw new Error(`the import was ${state}: ${errorCode ?? ""}`);
  return state === "done" ? true : undefined;
}

/** Builds a world. The region's worker must run: the import and the mails are its work. */
export async function buildWorld(platform: TestPlatform, region: Region = "eu"): Promise<World> {
  const opened = await openWorld(platform, region);
  const { tenantId, owner, canary } = opened;
  const stripeKey = `sk_test_${tenantId}`;
  const [keys, people] = await Promise.all([makeKeys(opened), hireAll(platform, owner)]);
  visitorKeys.set(opened, keys.publishable);

  const handle = `m-${canary.toLowerCase()}`;
  const { id: marketId } = await make.market(opened, handle);
  await opened.admin("tax.addCountryPreset", { country: "DE" });
  await opened.admin("payments.connect", { secretKey: stripeKey });
  const shippingMethodId = (await make.shippingMethod(opened, marketId)).id;
  const category = await make.category(opened);
  const inCategory = { ...opened, categoryId: category.id, market: { id: marketId, handle }, shippingMethodId };
  const products = [await make.product(inCategory), await make.product(inCategory)] as const;
  const selling = { ...inCategory, products };
  const orders = [await make.order(selling), await make.order(selling)] as const;
  await make.refund(opened, orders[0].id);
  const { subjectId } = await make.consent(selling);
  const { id: importId } = await make.importJob(opened);
  await until("the import", () => importEnd(opened, importId), 60_000);
  const tenant = await tenantById(platform.regions[region].runtime.regionDb, tenantId);
  if (tenant === undefined) throw new Error("the region does not know the shop");
  const schema = tenant.schema;
  const buyer = await shopper({ ...opened, region, schema }, `${canary.toLowerCase()}@example.com`);
  const otherShopper = await shopper({ ...opened, region, schema });
  return {
    ...selling,
    ...people,
    region,
    schema,
    shopper: buyer,
    otherShopper,
    stripeKey,
    keys,
    categoryPath: category.path,
    orders,
    subjectId,
    importId,
  };
}
