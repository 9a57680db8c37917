import { setTimeout as delay } from "node:timers/promises";
import { DomainError } from "@meridian/core/kernel/errors";
import type { Tenant } from "@meridian/core/platform/context";
import {
  askToWake,
  noteOf,
  noteSeen,
  noteTouched,
  restsUnasked,
  tenantNow,
  type Visitor,
} from "@meridian/core/tenants";
import type { RegionRuntime } from "./region.ts";

/** A small shop is back within this; whoever waits for a larger one comes again. */
const patienceMillis = 2_500;
const lookEveryMillis = 60;

type Waking = Pick<RegionRuntime, "regionDb" | "now" | "log" | "limits">;

/** Who waits for the same shop waits together: one of them looks. */
const waiting = new WeakMap<RegionRuntime["regionDb"], Map<string, Promise<Tenant>>>();

/**
 * The tenant as a visit with a credential finds it: that somebody came is noted, once a day, and a shop that is packed
 * away is asked back and waited for.
 *
 * @throws DomainError unavailable `tenant.asleep`, with a second to wait, when it takes longer.
 */
export async function visited(runtime: Waking, tenant: Tenant, who: Visitor = "visitor"): Promise<Tenant> {
  const here = tenant.awake ? tenant : await awakened(runtime, tenant.id);
  await noteVisit(runtime, here, who);
  return here;
}

/** Notes that somebody came, who has shown a right to. */
export async function noteVisit(runtime: Waking, tenant: Tenant, who: Visitor = "visitor"): Promise<void> {
  const note = noteOf(who, tenant, runtime.now());
  if (note === null) return;
  const write = note === "touched" ? noteTouched : noteSeen;
  // A visit is not refused because nobody could write it down.
  await write(runtime.regionDb, tenant.id, runtime.now()).catch((error: unknown) =>
    runtime.log.warn({ err: error, tenant: tenant.id }, "a visit could not be noted"),
  );
}

/**
 * The tenant as somebody finds it whose right to come only the shop itself can tell: an order's link, a signature. So
 * that knowing shops' ids is not enough to wake or keep awake as many as one likes, the visit does not count until
 * `noteVisit`, and few shops are woken so in an hour: for one address, and in the region.
 *
 * @throws DomainError limit `request.too_many` beyond that; unavailable as `visited`.
 */
export async function visitedByStranger(runtime: Waking, tenant: Tenant, address: string): Promise<Tenant> {
  if (tenant.awake) return tenant;
  if (await restsUnasked(runtime.regionDb, tenant.id)) await runtime.limits.stranger(address);
  return awakened(runtime, tenant.id);
}

function awakened(runtime: Waking, tenantId: string): Promise<Tenant> {
  const here = waiting.get(runtime.regionDb) ?? new Map<string, Promise<Tenant>>();
  waiting.set(runtime.regionDb, here);
  const known = here.get(tenantId);
  if (known !== undefined) return known;
  const coming = waitFor(runtime, tenantId).finally(() => here.delete(tenantId));
  here.set(tenantId, coming);
  return coming;
}

async function waitFor({ regionDb, now }: Waking, tenantId: string): Promise<Tenant> {
  const until = performance.now() + patienceMillis;
  for (let isAsked = false; ; isAsked = true) {
    // Not from memory: that is as old as the rest itself.
    const tenant = await tenantNow(regionDb, tenantId);
    if (tenant === undefined) throw new DomainError("not_found", "not_found");
    if (tenant.awake) return tenant;
    if (!isAsked) await askToWake(regionDb, tenantId, now());
    if (performance.now() >= until) throw new DomainError("unavailable", "tenant.asleep", { retryAfterSeconds: 1 });
    await delay(lookEveryMillis);
  }
}
