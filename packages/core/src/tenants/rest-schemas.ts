/** What control plane and regions tell one another of shops that rest. */
import { z } from "zod";
import { PlanName } from "./plan-schemas.ts";
import { id, instant } from "../wire.ts";
import { RestState } from "./schemas.ts";

/** Control plane → region: pack a shop away. */
export const Hibernate = z.object({
  tenantId: id("ten"),
  /** The plan that it was asked on: on any other the shop stays. */
  plan: PlanName,
  /** Only if nobody has come since; null packs it away whoever came. */
  idleSince: instant.nullable(),
});
export type Hibernate = z.output<typeof Hibernate>;

/** Whether the shop is, or will be, packed away; one that has work to do, is closed, or was visited is not. */
export const Hibernating = z.object({ accepted: z.boolean() });

/** Control plane → region: which shops rest, or could. */
export const ListResting = z.object({
  idleSince: instant,
  after: id("ten").nullable(),
  first: z.int().min(1).max(1_000).default(500),
});
export type ListResting = z.output<typeof ListResting>;

export const RestingTenant = z.object({
  tenantId: id("ten"),
  seenAt: instant,
  /** Whether it is back from a rest, and nobody of its own people and no sale has touched it since. */
  isRoused: z.boolean().default(false),
  state: RestState,
  asleepAt: instant.nullable(),
  cell: z.string(),
  schema: z.string(),
});
export type RestingTenant = z.output<typeof RestingTenant>;
export const RestingPage = z.object({ items: z.array(RestingTenant), isLast: z.boolean() });
export type RestingPage = z.output<typeof RestingPage>;
