import type { Role } from "@meridian/core/platform/roles";
import type { Region } from "@meridian/core/platform/regions";
import type { Shopper } from "./customers.ts";
import type { Merchant } from "./merchant.ts";
import type { TestPlatform } from "./platform.ts";

/** A product as the tests need it. */
export interface Product {
  readonly id: string;
  readonly version: number;
  readonly slug: string;
  readonly variantIds: readonly [string, string];
  readonly pictureId: string;
}

export interface Order {
  readonly id: string;
  readonly token: string;
  readonly lineIds: readonly string[];
  readonly customerId: string;
}

/** A merchant's shop with something of everything in it, made over HTTP. */
export interface World {
  readonly platform: TestPlatform;
  /** A word in every text that the world was given: nobody else may ever read it. */
  readonly canary: string;
  readonly origin: string;
  readonly tenantId: string;
  readonly region: Region;
  readonly regionUrl: string;
  readonly schema: string;
  readonly stripeKey: string;
  readonly staff: Readonly<Record<Role, Merchant>>;
  readonly userIds: Readonly<Record<Role, string>>;
  /** A viewer who may be changed without harm to the others. */
  readonly spareUserId: string;
  readonly spareEmail: string;
  readonly keys: {
    readonly publishable: string;
    readonly secret: string;
    readonly revoked: string;
    readonly expired: string;
  };
  readonly market: { readonly id: string; readonly handle: string };
  readonly shippingMethodId: string;
  readonly categoryId: string;
  readonly categoryPath: string;
  readonly products: readonly [Product, Product];
  readonly orders: readonly [Order, Order];
  readonly subjectId: string;
  /** Whoever placed the orders, logged in to the shop. */
  readonly shopper: Shopper;
  /** Somebody else with an account, who owns nothing. */
  readonly otherShopper: Shopper;
  readonly importId: string;
  /** Calls a procedure of the console as the owner, which must succeed. */
  admin<T>(path: string, input: unknown): Promise<T>;
  /** Calls a procedure of the storefront as a visitor, which must succeed. */
  shop<T>(path: string, input: unknown): Promise<T>;
}

export type Opened = Pick<World, "platform" | "canary" | "origin" | "tenantId" | "regionUrl" | "admin" | "shop"> & {
  readonly owner: Merchant;
};
