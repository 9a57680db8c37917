import { DomainError } from "../kernel/errors.ts";
import type { Id } from "../kernel/ids.ts";
import { regionWrite } from "../platform/verb.ts";
import { type ErasureCertificate, ErasureState } from "./export-schemas.ts";
import { beginErasure, type Erasure, erasureOf } from "./queries/erasures.ts";
import { findTenantById } from "./queries/region-directory.ts";
import { TenantRef } from "./schemas.ts";

/**
 * Has the region erase a closed shop, and answers the certificate once it has. The control plane asks until then; the
 * worker does it, step by step.
 *
 * @throws DomainError precondition `tenants.still_open` when the region does not know yet that the shop is closed.
 */
export const eraseTenant = regionWrite(
  "tenants.erase",
  {
    access: { service: true },
    input: TenantRef,
    output: ErasureState,
    audit: ({ tenantId }, { certificate }) => ({ subject: tenantId, details: { finished: certificate !== null } }),
  },
  async (ctx, { tenantId }) => {
    const known = await erasureOf(ctx.db, tenantId);
    if (known !== undefined) return { certificate: certificateOf(known) };
    if (await beginErasure(ctx.db, tenantId, ctx.now())) return { certificate: null };
    if ((await findTenantById(ctx.db, tenantId)) !== undefined)
      throw new DomainError("precondition", "tenants.still_open");
    throw new DomainError("not_found", "not_found", { what: "tenant" });
  },
);

function certificateOf({ tenantId, begunAt, finishedAt, counted }: Erasure): ErasureCertificate | null {
  if (finishedAt === null || counted === null) return null;
  return {
    tenantId: tenantId as Id<"ten">,
    begunAt: begunAt.toISOString(),
    finishedAt: finishedAt.toISOString(),
    ...counted,
  };
}
