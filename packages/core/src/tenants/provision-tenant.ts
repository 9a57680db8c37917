import { DomainError } from "../kernel/errors.ts";
import { type PlatformTxCtx, regionWrite } from "../platform/verb.ts";
import { findTenantById, insertRegionTenant } from "./queries/region-directory.ts";
import { insertFirstSettings } from "./queries/shop.ts";
import { takeSpare } from "./queries/spares.ts";
import { Provisioned, ProvisionTenant } from "./schemas.ts";

/**
 * Opens a shop in this region: takes a spare schema, enters the tenant into the directory and writes its first
 * settings, all in one transaction. Asked again for the same tenant, it answers the same schema.
 */
export const provisionTenant = regionWrite(
  "tenants.provision",
  {
    access: { service: true },
    input: ProvisionTenant,
    output: Provisioned,
    audit: (input) => ({ subject: input.tenantId }),
  },
  async (ctx, input) => ({ schema: await openShop(ctx, input) }),
);

async function openShop(ctx: PlatformTxCtx<"region">, input: ProvisionTenant): Promise<string> {
  const known = await findTenantById(ctx.db, input.tenantId);
  if (known !== undefined) return known.schema;
  const schema = await takeSpare(ctx.db);
  if (schema === undefined) throw new DomainError("unavailable", "tenants.no_spare_schema");
  const { tenantId, contactEmail, ...shop } = input;
  const entered = await insertRegionTenant(ctx.db, { id: tenantId, schema, ...shop }, ctx.now());
  // Somebody else opens the same shop at this moment; rolling back gives the spare back.
  if (!entered) throw new DomainError("conflict", "tenants.provisioning");
  await insertFirstSettings(ctx.db, schema, { contactEmail, ...shop }, ctx.now());
  return schema;
}
