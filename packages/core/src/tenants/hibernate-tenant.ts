import { regionWrite } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { beginFalling } from "./queries/hibernations.ts";
import { askToWake } from "./queries/visits.ts";
import { Hibernate, Hibernating } from "./rest-schemas.ts";
import { TenantRef } from "./schemas.ts";

/** Has the region pack a shop away, if nothing speaks against it; its worker does it. Asked again, nothing changes. */
export const hibernate = regionWrite(
  "tenants.hibernate",
  {
    access: { service: true },
    input: Hibernate,
    output: Hibernating,
    audit: ({ tenantId }, { accepted }) => ({ subject: tenantId, details: { accepted } }),
  },
  async (ctx, input) => ({ accepted: await beginFalling(ctx.db, input, ctx.now()) }),
);

/** Has the region bring a shop back that is packed away. One that is awake stays so. */
export const wake = regionWrite(
  "tenants.wake",
  {
    access: { service: true },
    input: TenantRef,
    output: nothing,
    audit: ({ tenantId }) => ({ subject: tenantId }),
  },
  async (ctx, { tenantId }) => {
    await askToWake(ctx.db, tenantId, ctx.now());
    return {};
  },
);
