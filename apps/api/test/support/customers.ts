import { mailOf } from "@meridian/core/customers";
import { tenantById } from "@meridian/core/tenants";
import { serviceContext } from "../../src/platform/region.ts";
import { bearer, callProcedure, ok } from "./http.ts";
import { metaOf, trpcPath } from "./surfaces.ts";
import { mark } from "./things.ts";
import type { Opened, World } from "./world-type.ts";

/** A person with an account at a shop, logged in. */
export interface Shopper {
  readonly email: string;
  readonly customerId: string;
  readonly token: string;
}

type Shop = Pick<Opened, "platform" | "tenantId" | "canary" | "shop"> & Pick<World, "region" | "schema">;

export const shopperPassword = "a pass-phrase of a shopper";

/** An address of this world that nobody else has. */
export const freshEmail = ({ canary }: Pick<Opened, "canary">): string =>
  `${canary.toLowerCase()}.${mark()}@example.com`;

/** The token of the newest mail to an address: made as the worker makes it, whether or not the worker runs. */
export async function mailedToken(shop: Shop, email: string, kind: "verify" | "reset"): Promise<string> {
  const { runtime, database } = shop.platform.regions[shop.region];
  const tenant = await tenantById(runtime.regionDb, shop.tenantId);
  if (tenant === undefined) throw new Error("the region does not know the shop");
  const { rows } = await database.owner.query<{ aggregate_id: string }>(
    `select aggregate_id from "${shop.schema}".outbox_events where type = 'customer.mail_due' order by id desc limit 20`,
  );
  for (const { aggregate_id: ref } of rows) {
    const mail = await mailOf(serviceContext(runtime, tenant, "test"), ref);
    if (mail?.to === email && mail.kind === kind && mail.token !== null) return mail.token;
  }
  throw new Error(`no ${kind} mail to ${email}`);
}

export async function registered(shop: Shop, email: string): Promise<string> {
  const returnUrl = null;
  await shop.shop("account.register", { email, password: shopperPassword, name: shop.canary, locale: "de", returnUrl });
  return mailedToken(shop, email, "verify");
}

export async function session(shop: Pick<Shop, "shop">, email: string): Promise<Shopper> {
  const { token, customer } = await shop.shop<{ token: string; customer: { id: string } }>("account.logIn", {
    email,
    password: shopperPassword,
  });
  return { email, token, customerId: customer.id };
}

/** Opens an account for the address and logs in. */
export async function shopper(shop: Shop, email: string = freshEmail(shop)): Promise<Shopper> {
  await shop.shop("account.verify", { token: await registered(shop, email) });
  return session(shop, email);
}

export function asShopper(world: Pick<World, "keys">, { token }: Pick<Shopper, "token">): Record<string, string> {
  return { ...bearer(world.keys.publishable), "meridian-customer": token };
}

/** Calls a procedure of the account as its owner, which must succeed. */
export async function ofAccount<T>(
  world: Pick<World, "regionUrl" | "keys">,
  who: Pick<Shopper, "token">,
  path: string,
  input: unknown,
): Promise<T> {
  const { kind } = metaOf("storefront", path);
  return ok(await callProcedure(world.regionUrl + trpcPath.storefront, path, kind, input, asShopper(world, who)));
}
