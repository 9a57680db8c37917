import { newId } from "../platform/new-id.ts";
import { announce } from "../platform/due.ts";
import { regionWrite } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { requestExport } from "./queries/exports.ts";
import { askToWake } from "./queries/visits.ts";
import { applyStatus, knownPlan } from "./queries/region-directory.ts";
import { SetTenantStatus } from "./schemas.ts";

/** Tells a region what the control plane decided about a tenant. Late and repeated calls change nothing. */
export const setTenantStatus = regionWrite(
  "tenants.set_status",
  {
    access: { service: true },
    input: SetTenantStatus,
    output: nothing,
    audit: (input) => ({ subject: input.tenantId, details: { status: input.status, version: input.version } }),
  },
  async (ctx, input) => {
    const plan = await knownPlan(ctx.db, input.tenantId);
    if (!(await applyStatus(ctx.db, input))) return {};
    // Who chooses another plan wants the shop.
    if (input.plan !== undefined && input.plan !== plan) await askToWake(ctx.db, input.tenantId, ctx.now());
    // Who leaves takes everything along: the copy is made while the shop still has all of it.
    if (input.status === "closed") await requestExport(ctx.db, newId("exp"), input.tenantId, ctx.now());
    // Jobs were held while the shop was not open.
    if (input.status === "active") await announce(ctx.db, input.tenantId, "jobs", ctx.now(), ctx.now());
    return {};
  },
);
