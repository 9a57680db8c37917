import { DomainError } from "../kernel/errors.ts";
import { authorize } from "../platform/access.ts";
import type { RegionCtx } from "../platform/context.ts";
import { crashPoint, declareCrashPoints } from "../platform/crash.ts";
import { transaction, violates } from "../platform/db.ts";
import { named, regionWrite, type Verb } from "../platform/verb.ts";
import { findTenantById, insertRegionTenant } from "./queries/region-directory.ts";
import { stepOf } from "./queries/rollouts.ts";
import { putFirstSettings } from "./queries/shop.ts";
import { cellLoads } from "./queries/cells.ts";
import { claimedSpare, claimSpare, releaseClaim, type SchemaPlace, takeClaimed } from "./queries/spares.ts";
import { placesFor, usualRoom } from "./rules/placement.ts";
import { Provisioned, ProvisionTenant } from "./schemas.ts";

declareCrashPoints("tenants.provision:claimed", "tenants.provision:settled");

const def = {
  access: { service: true },
  input: ProvisionTenant,
  output: Provisioned,
  audit: (input: ProvisionTenant) => ({ subject: input.tenantId }),
} as const;

const opened = async (ctx: Pick<RegionCtx, "db">, { cell, schema }: SchemaPlace) => ({
  cell,
  schema,
  step: await stepOf(ctx.db, schema),
});

/** Enters the tenant whose schema stands ready for it; from here on the shop is open. */
const enter = regionWrite("tenants.provision", def, async (ctx, input) => {
  const known = await findTenantById(ctx.db, input.tenantId);
  if (known !== undefined) {
    await releaseClaim(ctx.db, input.tenantId);
    return opened(ctx, known);
  }
  const place = await claimedSpare(ctx.db, input.tenantId);
  const { tenantId, contactEmail: _, ...shop } = input;
  const isTaken = place !== undefined && (await takeClaimed(ctx.db, tenantId));
  // Somebody else opens the same shop at this moment.
  if (!isTaken || !(await insertRegionTenant(ctx.db, { id: tenantId, ...place, ...shop }, ctx.now()))) {
    throw new DomainError("conflict", "tenants.provisioning");
  }
  return opened(ctx, place);
});

/**
 * Opens a shop in this region: claims a spare schema of the cell with the most room, writes the shop's first settings
 * there, and enters it into the directory. The cell may be another database than the directory's, so these are three
 * transactions; a crash between them is finished by asking again, which finds the claim. Asked again for an open shop,
 * it answers the same place. No shop is in the directory before its settings are written.
 */
export const provisionTenant: Verb<RegionCtx, typeof ProvisionTenant, typeof Provisioned> = named(
  "tenants.provision",
  "write",
  def,
  async (ctx: RegionCtx, input: ProvisionTenant) => {
    authorize(ctx.actor, def.access, "tenants.provision");
    const known = await findTenantById(ctx.db, input.tenantId);
    if (known !== undefined) return opened(ctx, known);
    const { cell, schema } = (await claimedSpare(ctx.db, input.tenantId)) ?? (await claim(ctx, input.tenantId));
    crashPoint("tenants.provision:claimed");
    await transaction(ctx.cells.tenantDb(cell, schema), (tx) => putFirstSettings(tx, input, ctx.now()));
    crashPoint("tenants.provision:settled");
    return enter(ctx, input);
  },
);

async function claim(ctx: RegionCtx, tenantId: string): Promise<SchemaPlace> {
  const room = ctx.settings.cellRoom ?? usualRoom;
  const places = placesFor(await cellLoads(ctx.db, ctx.cells.names), room);
  if (places.length === 0) throw new DomainError("unavailable", "tenants.region_full");
  try {
    for (const cell of places) {
      // What is claimed stays claimed: in a database that is away the shop would wait until that is back.
      if (!(await ctx.cells.answers(cell))) continue;
      const place = await claimSpare(ctx.db, cell, tenantId, room.hard);
      if (place !== undefined) return place;
    }
  } catch (error) {
    if (violates(error, "spare_schemas_claim")) throw new DomainError("conflict", "tenants.provisioning");
    throw error;
  }
  throw new DomainError("unavailable", "tenants.no_spare_schema");
}
