import { DomainError, notFound } from "../kernel/errors.ts";
import { authorize } from "../platform/access.ts";
import type { PlatformCtx } from "../platform/context.ts";
import { controlWrite, named, type Verb } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { callRegion } from "./adapters/region-client.ts";
import { type DirectoryTenant, tenantsByIds } from "./queries/directory.ts";
import { mayRest } from "./queries/resting.ts";
import { Hibernating } from "./rest-schemas.ts";
import { TenantRef } from "./schemas.ts";

/** Somebody waits for it: a region that takes longer counts as away, and asking again is harmless. */
const patienceMillis = 2_500;

const def = {
  access: { operator: true },
  input: TenantRef,
  output: nothing,
  audit: ({ tenantId }: TenantRef) => ({ subject: tenantId }),
} as const;

async function placed(ctx: PlatformCtx<"control">, tenantId: string): Promise<DirectoryTenant> {
  const tenant = (await tenantsByIds(ctx.db, [tenantId])).get(tenantId);
  if (tenant === undefined) throw notFound("tenant");
  if (tenant.status !== "active" && tenant.status !== "suspended")
    throw new DomainError("precondition", "tenants.not_ready", { status: tenant.status });
  return tenant;
}

/** Told as what it is: nothing waits for the region, so that nobody is surprised tomorrow. */
function away(error: unknown): never {
  throw new DomainError("unavailable", "tenants.region_away", {}, { cause: error });
}

const hibernateAsked = controlWrite("tenants.hibernate_tenant", def, async (ctx, { tenantId }) => {
  await placed(ctx, tenantId);
  if (!(await mayRest(ctx.db, [tenantId])).has(tenantId)) throw new DomainError("precondition", "tenants.keeps_awake");
  return {};
});

/**
 * Has a shop on a trial plan packed away now, whoever came. What the operator wants is written down first; then the
 * region is asked, which is harmless twice.
 *
 * @throws DomainError precondition `tenants.keeps_awake` for a paying or closed shop, `tenants.has_work` for one that
 * has something to do or rests already; unavailable when the region cannot be reached.
 */
export const hibernateTenant: Verb<PlatformCtx<"control">, typeof TenantRef, typeof nothing> = named(
  "tenants.hibernate_tenant",
  "write",
  def,
  async (ctx: PlatformCtx<"control">, input: TenantRef) => {
    authorize(ctx.actor, def.access, "tenants.hibernate_tenant");
    await hibernateAsked(ctx, input);
    const { region, plan } = await placed(ctx, input.tenantId);
    const { accepted } = await callRegion(
      ctx,
      region,
      { verb: "tenants.hibernate", output: Hibernating },
      { tenantId: input.tenantId, plan, idleSince: null },
      patienceMillis,
    ).catch(away);
    if (!accepted) throw new DomainError("precondition", "tenants.has_work");
    return {};
  },
);

const wakeAsked = controlWrite("tenants.wake_tenant", def, async (ctx, { tenantId }) => {
  await placed(ctx, tenantId);
  return {};
});

/** Has a shop brought back that is packed away, as its next visitor would. */
export const wakeTenant: Verb<PlatformCtx<"control">, typeof TenantRef, typeof nothing> = named(
  "tenants.wake_tenant",
  "write",
  def,
  async (ctx: PlatformCtx<"control">, input: TenantRef) => {
    authorize(ctx.actor, def.access, "tenants.wake_tenant");
    await wakeAsked(ctx, input);
    const { region } = await placed(ctx, input.tenantId);
    const remote = { verb: "tenants.wake", output: nothing };
    return callRegion(ctx, region, remote, { tenantId: input.tenantId }, patienceMillis).catch(away);
  },
);
