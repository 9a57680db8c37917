import { addSeconds } from "../kernel/time.ts";
import type { PlatformCtx } from "../platform/context.ts";
import { crashPoint, declareCrashPoints } from "../platform/crash.ts";
import { transaction } from "../platform/db.ts";
import { nothing } from "../wire.ts";
import { callRegion } from "./adapters/region-client.ts";
import { limitsOf } from "./limits-of.ts";
import { delayTelling, type DirectoryTenant, leaseUntold, markPlaced, markTold } from "./queries/directory.ts";
import { Provisioned } from "./schemas.ts";

/** Longer than a call may take. */
const leaseSeconds = 20;
const longestDelaySeconds = 300;

declareCrashPoints("tenants.tell_region:leased", "tenants.tell_region:called");

/**
 * Tells regions what they do not know yet of their tenants: that a shop is to be opened, or its newest status.
 * A failure delays its tenant alone. Answers how many were told.
 */
export async function tellRegions(ctx: PlatformCtx<"control">, limit = 50): Promise<number> {
  let told = 0;
  for (let i = 0; i < limit; i++) {
    const tenant = await leaseUntold(ctx.db, ctx.now(), leaseSeconds);
    if (tenant === undefined) break;
    if (await tell(ctx, tenant)) told++;
  }
  return told;
}

async function tell(ctx: PlatformCtx<"control">, tenant: DirectoryTenant): Promise<boolean> {
  crashPoint("tenants.tell_region:leased");
  try {
    if (tenant.status === "provisioning") await openShop(ctx, tenant);
    else await pushStatus(ctx, tenant);
  } catch (error) {
    const delay = Math.min(2 ** tenant.attempts, longestDelaySeconds);
    ctx.log.warn(
      { err: error, tenant: tenant.id, region: tenant.region, attempts: tenant.attempts },
      "region not told",
    );
    await delayTelling(ctx.db, tenant.id, addSeconds(ctx.now(), delay));
    return false;
  }
  return true;
}

async function openShop(ctx: PlatformCtx<"control">, tenant: DirectoryTenant): Promise<void> {
  const place = await callRegion(
    ctx,
    tenant.region,
    { verb: "tenants.provision", output: Provisioned },
    {
      tenantId: tenant.id,
      slug: tenant.slug,
      name: tenant.name,
      contactEmail: tenant.contactEmail,
      defaultLocale: tenant.defaultLocale,
      defaultCurrency: tenant.defaultCurrency,
      plan: tenant.plan,
      limits: await limitsOf(ctx.db, tenant),
    },
  );
  crashPoint("tenants.tell_region:called");
  await transaction(ctx.db, async (tx) => {
    await markPlaced(tx, tenant.id, place);
    await markTold(tx, tenant.id, tenant.version, ctx.now());
  });
}

/** What the region shall let happen. Once the owner has closed a shop it is closed, whatever the operator decided. */
async function pushStatus(ctx: PlatformCtx<"control">, tenant: DirectoryTenant): Promise<void> {
  const { version, plan } = tenant;
  const open = tenant.status === "suspended" ? "suspended" : "active";
  const status = tenant.closedAt === null ? open : "closed";
  await callRegion(
    ctx,
    tenant.region,
    { verb: "tenants.set_status", output: nothing },
    { tenantId: tenant.id, status, plan, limits: await limitsOf(ctx.db, tenant), version },
  );
  crashPoint("tenants.tell_region:called");
  await markTold(ctx.db, tenant.id, version, ctx.now());
}
