import type { CurrencyCode } from "../kernel/currency.ts";
import type { Id } from "../kernel/ids.ts";
import type { Role } from "./roles.ts";
import type { Cells } from "./cells.ts";
import type { Db } from "./db.ts";
import type { Limits } from "./limits.ts";
import type { Log } from "./log.ts";
import type { Region } from "./regions.ts";
import type { Settings } from "./settings.ts";

/** Who calls. A `service` is one of the platform's own processes or jobs. */
export type Actor =
  | { readonly kind: "anonymous" }
  | { readonly kind: "user"; readonly userId: Id<"usr"> }
  | { readonly kind: "operator"; readonly operatorId: Id<"opr"> }
  | {
      readonly kind: "staff";
      readonly userId: Id<"usr">;
      readonly role: Role;
      /** Languages that a translator works in; null for every other role. */
      readonly locales: readonly string[] | null;
    }
  | { readonly kind: "secret_key"; readonly keyId: Id<"key">; readonly channel: string }
  | {
      readonly kind: "shopper";
      readonly keyId: Id<"key">;
      /** Where the key's sales come from: `web`, `pos`… */
      readonly channel: string;
      /** Who is logged in to the shop; null for a guest. */
      readonly customerId: Id<"cus"> | null;
    }
  | { readonly kind: "service"; readonly name: string };

/** The id under which an actor is written into audit entries and idempotency scopes. */
export function actorId(actor: Actor): string {
  if ("userId" in actor) return actor.userId;
  if ("operatorId" in actor) return actor.operatorId;
  if (actor.kind === "shopper" && actor.customerId !== null) return actor.customerId;
  if ("keyId" in actor) return actor.keyId;
  return actor.kind === "service" ? actor.name : "anonymous";
}

/** Where what the actor sells or shows comes from; staff and the platform look at the web shop. */
export function channelOf(actor: Actor): string {
  return "channel" in actor ? actor.channel : "web";
}

/** A tenant as a region's directory knows it: enough to route and to bind a handle. No personal data. */
export interface Tenant {
  readonly id: Id<"ten">;
  readonly slug: string;
  readonly name: string;
  readonly schema: string;
  /** Which of the region's databases has the schema. */
  readonly cell: string;
  /** Suspended by the operator, or closed by its owner until it is erased: staff may look and take away, no more. */
  readonly status: "active" | "suspended" | "closed";
  /** False while its schema is packed away: nobody may touch it before it is back. */
  readonly awake: boolean;
  /** When somebody last came, to the day. */
  readonly seenAt: Date;
  /** Since when it is back from a rest, as long as nobody of its own people and no sale has touched it. */
  readonly rousedAt: Date | null;
  /** What its plan allows. */
  readonly limits: Limits;
  readonly defaultLocale: string;
  readonly defaultCurrency: CurrencyCode;
}

interface Common {
  readonly region: Region | "control";
  readonly actor: Actor;
  readonly now: () => Date;
  readonly log: Log;
  readonly requestId: string;
  /** The caller's language for sentences (BCP 47), never the shop's content locale. */
  readonly language: string;
  /** The `Idempotency-Key` that the caller sent, or null. */
  readonly idempotencyKey: string | null;
  readonly settings: Settings;
}

/** What runs above tenants: in the control plane, or in a region before a tenant is known. */
export interface PlatformCtx<Scope extends "control" | "region" = "control" | "region"> extends Common {
  readonly db: Db<Scope>;
}

/** What runs for a region as a whole, and may reach the databases of its cells. */
export interface RegionCtx extends PlatformCtx<"region"> {
  readonly cells: Cells;
}

/** What runs for one tenant: `db` can reach that tenant's schema and nothing else. */
export interface TenantCtx extends Common {
  readonly db: Db<"tenant">;
  readonly tenant: Tenant;
  /** The region's own tables (directory, due work): ids only, never a tenant's data. */
  readonly regionDb: Db<"region">;
}

/** What runs for a visitor of one tenant's shop. */
export interface ShopCtx extends TenantCtx {
  readonly marketId: Id<"mkt">;
  readonly locale: string;
  readonly currency: CurrencyCode;
}

export type AnyCtx = PlatformCtx | TenantCtx;
